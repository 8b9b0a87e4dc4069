//! Nouns by the part that a figure beside them plays.

use super::Class;

/// Class, words.
pub(super) const LISTS: &[(Class, &str)] = &[
    (
        Class::CHANGE,
        "reduction reductions decrease increase increases drop decline fall cut lift gain gains \
         improvement improvements growth rise jump uplift boost swing uptick bump surge dip change \
         hike climb leap spike speedup acceleration cutback saving savings discount hit slide \
         cagr upswing uptake shift difference delta increment upturn downturn shrinkage",
    ),
    (
        Class::TEAM,
        "engineer engineers designer designers people person team teams staff headcount analyst \
         analysts developer developers pm pms employee employees contractor contractors scientist \
         scientists researcher researchers colleague colleagues manager managers director directors \
         member members squad squads hire hires intern interns report reports tester testers vendor \
         consultant consultants volunteer volunteers nurse nurses of writer writers copywriter \
         fte ftes crew devs dev stakeholder stakeholders reps rep",
    ),
    (
        Class::REMIT,
        "remit team org organisation organization headcount responsibility scope portfolio squad \
         department group budget mandate title role promotion reports",
    ),
    (
        Class::VANITY,
        "like likes view views attendee attendees applause award awards upvotes claps follower \
         followers retweets shares conference keynote talk slide slides deck post tweet \
         stage podcast audience mentions ovation summit meetup claps emoji emojis hearts comments \
         reactions kudos offsite",
    ),
    (
        Class::SCORE,
        "nps csat ces recall precision auc f1 rating ratings score scores sus accuracy ndcg mrr enps \
         sentiment roc bleu rouge rmse mae mape kappa index grade gpa sat cpi spi oee promoter metacritic",
    ),
    (
        Class::SHARE,
        "share margin margins conversion retention churn rate rates penetration occupancy utilisation \
         utilization uptime availability adoption completion attrition yield compliance accuracy \
         coverage attach click open bounce abandonment fill loyalty turnover win default defect \
         approval acceptance percentage proportion drop-off occupancy",
    ),
    (
        Class::BUSINESS,
        "revenue revenues sales profit profits margin margins ebitda arr mrr gmv turnover \
         churn churned retention retained renewal renewals renewed renew cancellation cancellations \
         cancelled canceled ltv aov cost costs spend fine fines penalty penalties refunds \
         arpu arpa roas pipeline income savings earnings cashflow cash \
         write-offs fees leavers defections lawsuit royalties premium premiums",
    ),
    (
        Class::BREADTH,
        "market markets country countries region regions city cities store stores site sites customer \
         customers user users account accounts merchant merchants seller sellers team teams service \
         services product products branch branches school schools hospital hospitals ward wards \
         clinic clinics warehouse warehouses depot depots plant plants factory factories office \
         offices state states district districts session sessions visitor visitors order orders \
         patient patients student students driver drivers rider riders household households member \
         members employee employees tenant tenants subscriber subscribers client clients partner \
         partners restaurant restaurants location locations locale locales language languages \
         platform platforms device devices query queries question questions record records \
         transaction transactions shipment shipments parcel parcels delivery deliveries passenger \
         passengers flight flights route routes hotel hotels host hosts guest guests farm farms \
         farmer farmers teacher teachers agent agents business businesses company companies bank \
         banks insurer insurers supplier suppliers vendor vendors publisher publishers creator \
         creators advertiser advertisers developer developers department departments centre centres \
         center centers unit units line lines lane lanes machine machines vehicle vehicles van vans \
         truck trucks bus buses shop shops outlet outlets shelf shelves category categories segment \
         segments cohort cohorts role roles tier tiers shift shifts home homes apartment apartments building \
         buildings property properties family families resident residents voter voters learner \
         learners reader readers viewer viewers listener listeners player players fan fans applicant \
         applicants candidate candidates borrower borrowers lender lenders policyholder policyholders \
         claim claims policy policies case cases ticket tickets call calls conversation conversations \
         page pages screen screens app apps node nodes server servers cluster clusters database \
         databases repository repositories pipeline pipelines dashboard dashboards table tables",
    ),
    (
        Class::METRIC,
        "latency time times error errors rate rates ticket tickets complaint complaints crash crashes \
         incident incidents defect defects return returns wait queue backlog turnaround response \
         load volume volumes throughput revenue cost costs churn conversion retention adoption usage \
         signups installs downloads sales orders nps csat accuracy recall precision score rating \
         margin downtime uptime contacts calls escalations errors overtime absence attendance \
         engagement traffic leads pipeline spend bill waste emissions consumption yield output \
         productivity actives activation bookings visits failures outages alerts pages bugs",
    ),
    (
        Class::WINDOWED,
        "attrition retention churn active actives window windows repeat readmission readmissions \
         average averages rolling moving mortality survival delinquency return returns refund refunds \
         trailing guarantee warranty rule policy view cycle format book plan report review forecast \
         notice acceptance standard standards cancellation cancellations readmit rebooking reorder repurchase numbers figures mark click",
    ),
    (
        Class::COMPOUND,
        "sided digit digits factor pager pagers way ways fold time times on handed faced wheel wheeler stop size \
         pizza liner star-up dimensional letter word man off to tier tiered party hand level touch \
         click trick edged thirds score counted counting checked check checking down timer timers \
         timing some ish person-shop well panel seater storey story minuter hander in-one trust based downtime sum shot tap fits",
    ),
    (
        Class::MILESTONE,
        "launch kickoff kick-off release rollout go-live start migration switch change deployment \
         relaunch cutover redesign rebrand introduction landing opening merger acquisition",
    ),
];
