//! A disk that forgets: what a power cut may leave of the writes and syncs of a recording.
//!
//! The model is a pessimist's reading of POSIX. What was written to a file stays only once that file was synced;
//! a name that was made, moved or removed stays only once its folder was. Of all else any part may be there: each
//! write whole, torn at a sector or not at all, each name by itself, in any combination; and what a file gained
//! in length may hold anything.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use crate::bench::Chance;
use crate::trace::Event;

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Node {
    Folder,
    File(usize),
}

#[derive(Debug, Clone)]
enum Data {
    Write(u64, Vec<u8>),
    Truncate(u64),
}

#[derive(Debug, Clone)]
enum Naming {
    Set(PathBuf, Node),
    Remove(PathBuf),
    Move(PathBuf, PathBuf, Node),
}

impl Naming {
    fn folder(&self) -> &Path {
        let (Self::Set(path, _) | Self::Remove(path) | Self::Move(_, path, _)) = self;
        path.parent().unwrap()
    }

    fn apply(&self, names: &mut BTreeMap<PathBuf, Node>) {
        match self {
            Self::Set(path, node) => {
                names.insert(path.clone(), *node);
            }
            Self::Remove(path) => {
                names.remove(path);
            }
            Self::Move(from, to, node) => {
                names.remove(from);
                names.insert(to.clone(), *node);
            }
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Inode {
    durable: Vec<u8>,
    pending: Vec<Data>,
    length: u64,
}

/// What of the unsynced is there after the cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Nothing.
    Nothing,
    /// Everything.
    Everything,
    /// All names, and no data.
    NamesOnly,
    /// All data, and no names.
    DataOnly,
    /// Any part.
    Anything,
}

/// A part of the file system, below one folder.
pub(crate) struct Disk {
    root: PathBuf,
    inodes: Vec<Inode>,
    /// The names as a running process sees them.
    names: BTreeMap<PathBuf, Node>,
    durable: BTreeMap<PathBuf, Node>,
    pending: Vec<Naming>,
    /// What descriptors stand for, and where they stand.
    open: HashMap<i64, (Node, PathBuf, u64)>,
}

impl Disk {
    /// A disk on which everything that is below a folder has long been synced.
    pub(crate) fn of(root: &Path) -> Self {
        let mut disk = Self {
            root: root.to_owned(),
            inodes: Vec::new(),
            names: BTreeMap::new(),
            durable: BTreeMap::new(),
            pending: Vec::new(),
            open: HashMap::new(),
        };
        disk.names.insert(root.to_owned(), Node::Folder);
        disk.take(root);
        disk.durable = disk.names.clone();
        disk
    }

    fn take(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.names.insert(path.clone(), Node::Folder);
                self.take(&path);
            } else {
                let durable = fs::read(&path).unwrap();
                let length = durable.len() as u64;
                self.names.insert(path, Node::File(self.inodes.len()));
                self.inodes.push(Inode { durable, pending: Vec::new(), length });
            }
        }
    }

    /// The same files at the place that a recording names.
    pub(crate) fn moved_to(mut self, root: &Path) -> Self {
        let moved = |path: &PathBuf| root.join(path.strip_prefix(&self.root).unwrap());
        self.durable = self.durable.iter().map(|(path, node)| (moved(path), *node)).collect();
        self.names = self.durable.clone();
        root.clone_into(&mut self.root);
        self
    }

    /// Another process begins: it has no file open.
    pub(crate) fn forget_descriptors(&mut self) {
        self.open.clear();
    }

    #[allow(clippy::too_many_lines, reason = "one arm a call, and each is short")]
    /// Lets an event happen; says whether it could matter after a cut.
    pub(crate) fn apply(&mut self, event: &Event) -> bool {
        match event {
            Event::Open { path, fd, create, truncate, append } => {
                self.open.remove(fd);
                if !path.starts_with(&self.root) {
                    return false;
                }
                let node = match self.names.get(path) {
                    Some(node) => *node,
                    None if *create => {
                        let node = Node::File(self.inodes.len());
                        self.inodes.push(Inode::default());
                        self.name(Naming::Set(path.clone(), node));
                        node
                    }
                    None => panic!("{} was opened and is not known", path.display()),
                };
                let mut place = 0;
                if let Node::File(inode) = node {
                    if *truncate {
                        self.write(inode, Data::Truncate(0));
                    }
                    if *append {
                        place = self.inodes[inode].length;
                    }
                }
                self.open.insert(*fd, (node, path.clone(), place));
                *create || *truncate
            }
            Event::Close { fd } => {
                self.open.remove(fd);
                false
            }
            Event::Write { fd, place, bytes } => {
                let Some((Node::File(inode), _, stands)) = self.open.get_mut(fd) else {
                    return false;
                };
                let at = place.unwrap_or(*stands);
                if place.is_none() {
                    *stands += bytes.len() as u64;
                }
                let inode = *inode;
                self.write(inode, Data::Write(at, bytes.clone()));
                true
            }
            Event::Seek { fd, place } => {
                if let Some((_, _, stands)) = self.open.get_mut(fd) {
                    *stands = *place;
                }
                false
            }
            Event::Truncate { fd, length } => {
                let Some((Node::File(inode), ..)) = self.open.get(fd) else { return false };
                self.write(*inode, Data::Truncate(*length));
                true
            }
            Event::Sync { fd } => match self.open.get(fd).cloned() {
                Some((Node::File(inode), ..)) => {
                    self.inodes[inode].settle();
                    true
                }
                Some((Node::Folder, path, _)) => {
                    let (settled, pending): (Vec<_>, Vec<_>) =
                        self.pending.drain(..).partition(|naming| naming.folder() == path);
                    self.pending = pending;
                    for naming in settled {
                        naming.apply(&mut self.durable);
                    }
                    true
                }
                None => false,
            },
            Event::Rename { from, to } => {
                let Some(node) = self.names.get(from).copied() else { return false };
                assert_eq!(from.parent(), to.parent(), "a move between folders is not modelled");
                self.name(Naming::Move(from.clone(), to.clone(), node));
                true
            }
            Event::Link { from, to } => {
                let Some(node) = self.names.get(from).copied() else { return false };
                self.name(Naming::Set(to.clone(), node));
                true
            }
            Event::Unlink { path } => {
                let known = self.names.contains_key(path);
                if known {
                    self.name(Naming::Remove(path.clone()));
                }
                known
            }
            Event::MakeFolder { path } => {
                let ours = path.starts_with(&self.root);
                if ours {
                    self.name(Naming::Set(path.clone(), Node::Folder));
                }
                ours
            }
            Event::Other { name, fd } => {
                assert!(!self.open.contains_key(fd), "{name} is not modelled");
                false
            }
        }
    }

    fn name(&mut self, naming: Naming) {
        naming.apply(&mut self.names);
        self.pending.push(naming);
    }

    fn write(&mut self, inode: usize, data: Data) {
        let inode = &mut self.inodes[inode];
        inode.length = match &data {
            Data::Write(at, bytes) => inode.length.max(at + bytes.len() as u64),
            Data::Truncate(length) => *length,
        };
        inode.pending.push(data);
    }

    /// Writes into a folder what the disk holds after a cut.
    pub(crate) fn cut(&self, cut: Cut, chance: &mut Chance, into: &Path) {
        let mut names = self.durable.clone();
        for naming in &self.pending {
            let stays = match cut {
                Cut::Nothing | Cut::DataOnly => false,
                Cut::Everything | Cut::NamesOnly => true,
                Cut::Anything => chance.one_in(2),
            };
            if stays {
                naming.apply(&mut names);
            }
        }
        for (path, node) in &names {
            // In order of paths a folder comes before what is in it; what is in a lost one is lost.
            let target = into.join(path.strip_prefix(&self.root).unwrap());
            match node {
                Node::Folder => {
                    let _ = fs::create_dir(&target);
                }
                Node::File(inode) if target.parent().unwrap().is_dir() => {
                    fs::write(&target, self.inodes[*inode].after(cut, chance)).unwrap();
                }
                Node::File(_) => {}
            }
        }
    }
}

fn put(content: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    if content.len() < at + bytes.len() {
        content.resize(at + bytes.len(), 0);
    }
    content[at..at + bytes.len()].copy_from_slice(bytes);
}

impl Inode {
    fn settle(&mut self) {
        for data in std::mem::take(&mut self.pending) {
            match data {
                Data::Write(at, bytes) => put(&mut self.durable, at as usize, &bytes),
                Data::Truncate(length) => self.durable.resize(length as usize, 0),
            }
        }
    }

    fn after(&self, cut: Cut, chance: &mut Chance) -> Vec<u8> {
        let mut content = self.durable.clone();
        let before = content.len();
        // How likely each write is to be there; sometimes nearly all, sometimes nearly none.
        let share = *chance.pick(&[1, 4, 7]);
        for data in &self.pending {
            let stays = match cut {
                Cut::Nothing | Cut::NamesOnly => false,
                Cut::Everything | Cut::DataOnly => true,
                Cut::Anything => chance.below(8) < share,
            };
            match data {
                Data::Truncate(length) if stays => content.resize(*length as usize, 0),
                Data::Write(at, bytes) if stays && (cut != Cut::Anything || chance.one_in(2)) => {
                    put(&mut content, *at as usize, bytes);
                }
                Data::Write(at, bytes) if stays => {
                    // Torn: each sector by itself.
                    let mut from = 0;
                    while from < bytes.len() {
                        let place = *at as usize + from;
                        let to = (from + SECTOR - place % SECTOR).min(bytes.len());
                        if chance.one_in(2) {
                            put(&mut content, place, &bytes[from..to]);
                        } else if place >= content.len() {
                            let mess: Vec<u8> = (from..to).map(|_| chance.next() as u8).collect();
                            put(&mut content, place, &mess);
                        }
                        from = to;
                    }
                }
                Data::Truncate(_) | Data::Write(..) => {}
            }
        }
        if cut == Cut::Anything && content.len() > before && chance.one_in(3) {
            // The length reached the disk before the bytes did.
            let from = before + chance.below(content.len() - before);
            content[from..].iter_mut().for_each(|byte| *byte = chance.next() as u8);
        }
        content
    }
}
