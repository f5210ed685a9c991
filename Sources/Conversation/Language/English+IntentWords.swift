/// The senses of words by which people say what they want.
extension English {
    /// First words that do not begin the sentence proper.
    static let intentOpeners: Set<String> = [
        "hi", "hello", "hey", "yes", "yeah", "no", "ok", "okay", "so", "well", "and", "but", "please", "um", "uh", "also", "actually",
        "sorry", "oh", "then", "thanks", "sir", "good", "morning", "can", "you", "tell", "me", "could", "would", "know", "let",
    ]
    static let askingWords: Set<String> = [
        "what", "whats", "when", "whens", "where", "wheres", "who", "whos", "why", "how", "hows", "which", "is", "are", "do", "does", "did",
        "was", "were", "has", "have", "will", "am", "should", "isnt", "arent", "doesnt", "if",
    ]
    /// Of these the ones that also begin a request or a wish: "have a nice day", "do it".
    static let verbsOfRequest: Set<String> = ["have", "do"]
    /// Behind them they ask: "have you", "do the".
    static let subjectsOfQuestions: Set<String> = [
        "i", "you", "u", "we", "they", "people", "my", "our", "your", "the", "these", "those", "all", "any", "there", "ya", "yall", "most",
    ]
    static let ownWordsOfSpeaker: Set<String> = ["my", "our", "mine"]
    static let listenerWords: Set<String> = ["your", "yours"]
    static let listeners: Set<String> = ["you", "u", "your", "yours", "youre"]
    /// Before a noun.
    static let wordsBeforeNouns: Set<String> = ["the", "a", "an", "that", "this", "your", "existing", "another", "current", "previous"]
    /// In all forms of thanking, also where typed words run together.
    static let stemOfThanks = "thank"
    /// A number beside them is no quantity.
    static let wordsOfTime: Set<String> = [
        "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "am",
        "pm", "oclock", "morning", "afternoon", "evening", "noon", "midnight",
    ]
    /// Before "you" they ask for a favour and say nothing of the business: "can you tell me …".
    static let favourWords: Set<String> = ["can", "could", "would", "will", "thank", "thanks", "thanking", "if", "may"]
    /// Tell that something has happened, besides words that end in "-ed".
    static let wordsOfThePast: Set<String> = [
        "was", "were", "tried", "got", "made", "had", "been", "went", "sent", "said", "told", "saw", "happened", "took", "gave", "bought",
        "paid", "withdrew", "found", "came", "lost", "spent", "broke", "just", "yesterday", "ago",
    ]
    /// Of the past and of the present alike.
    static let verbsAlikeInPast: Set<String> = ["set", "put", "cut", "hit", "let", "read", "quit"]
    /// Before a word in "-ed" they speak of what may happen.
    static let wordsBeforePassive: Set<String> = ["be", "get", "is", "are", "being", "getting"]
    /// End in "-ed" and tell nothing of the past.
    static let presentWordsInEd: Set<String> = [
        "need", "speed", "feed", "indeed", "used", "red", "bed", "wanted", "supposed", "interested", "united", "limited", "hundred",
        "scheduled", "blocked", "based", "unlimited", "exceed", "proceed",
    ]
    static let negations: Set<String> = [
        "not", "dont", "cant", "wont", "didnt", "doesnt", "isnt", "never", "cannot", "no", "hasnt", "havent",
    ]
    static let plainYes: Set<String> = [
        "yes", "yeah", "yep", "yup", "yea", "ya", "aye", "sure", "correct", "exactly", "absolutely", "definitely", "certainly",
        "affirmative", "confirmed", "indeed", "surely",
    ]
    /// Of these the ones that agree wherever they stand; the others may be adverbs ("exactly at nine").
    static let answersInPlace: Set<String> = ["yes", "yeah", "yep", "yup"]
    /// Agree less plainly.
    static let approvals: Set<String> = ["ok", "okay", "k", "alright", "allright"]
    static let plainNo: Set<String> = ["no", "nope", "nah", "nothing", "negative", "none", "negatory"]

    /// What is wanted, and of what.
    static let subjectWords: KeyValuePairs<IntentClue, String> = [
        .wanting: """
        i want,i wanna,i need,i would like,id like,i am looking for,im looking for,looking for,looking to,i like to,i would love,id love,\
        can i get,could i get,can i have,could i have,may i have,can we get,can we have,ill have,ill take,i will have,i will take,\
        let me get,let me have,give me,get me,get us,bring me,send me,we need,we want,we would like,we are looking for,i wanted,\
        i feel like,i am interested in,im interested in,i require,i am in need of,need,want,wanted,hoping,hope to,we will have,well have,\
        i could use,i wish,craving
        """,
        .acquiring: """
        order,orders,ordering,buy,buying,purchase,purchasing,deliver,pick up,get delivered,sent to me,mailed to me,mail me,\
        ordered,bought,purchased,ordered from,takeaway,takeout,delivered,reorder,re order
        """,
        .placing: """
        place an order,place my order,place our order,place the order,put in an order,put an order in,make an order,order in,\
        an order of,order for delivery,take my order
        """,
        .adding: "add,extra,another,make that,make it,with,more,without,instead",
        .reserving: """
        schedule,arrange,make,get an,see the doctor,fit me in,get me in,stay in,stay at,stay for,put me down,fit us in,\
        slot me in,pencil me in,come in for
        """,
        .settingUp: """
        set up,set a,setting up,plan a,organise,organize,squeeze me in,block out,block off,pencil in,hold a,put down,\
        find a time,find time
        """,
        .booking: """
        book,reserve,book me,booking for,reserving,book for,booking a,book it,book that
        """,
        .renting: """
        rent a,rent an,rent the,renting a,to rent,i rent,hire a car,book a car,a rental,rental car,car rental,car hire,\
        want to stay,wanna stay,like to stay,looking to stay,need to stay,night stay,nights stay,stay the night,stay overnight,\
        spend the night,i want to stay,we want to stay,id like to stay,i would like to stay,we would like to stay,\
        i need to stay,we need to stay,i wanna stay,rent some,rent one,rent cars,rent car,renting,rent me
        """,
        .asking: """
        i need to know,i want to know,need to know,want to know,would like to know,id like to know,wanted to know,wonder if,\
        wondering if,wondering,do you know,find out,explain,curious,figure out,tell me about
        """,
        .changing: """
        change,changing,changed,modify,amend,update,updating,move,moving,reschedule,alter,adjust,edit,switch,upgrade,postpone,\
        push back,bring forward,extend,shift,swap,correct,increase,decrease,raise,lower,reset,rearrange,change to,delay,rebook,\
        rescheduling,rescheduled,prolong,shorten,lengthen,earlier time,later time,different time,different date,different day,\
        another date,change the date,change the time,bump,downgrade,revise,pull forward,brought forward,pushed back,moved
        """,
        .cancelling: """
        cancel,cancelling,canceling,do not actually need,anymore,nix,rescind,call off,undo,scrap,stop,dont want it anymore,\
        drop,get rid of,take off,void,wont be able to make,cant make,cannot make,wont make,not going to make,\
        not be able to make,not going to be able to make,cant come,cannot come,wont be coming
        """,
        .verifying: """
        confirm,confirmed,verify,double check,make sure,check on,check whether,check if,check that,validate,whether,if i have,\
        do i have,do we have,tell me if,check my,check our,check for,look up my,did i make,did we make,do i still have,\
        what time is my,when is my,still have,confirming,verifying,look into my
        """,
        .tracking: """
        track,tracking,where is,wheres,status,status of,on its way,on the way,get here,eta,when will,arrive,arrives,arrived,\
        arriving,delivered yet,shipped,ship,shipping,expect,expected,come yet,be here,be ready,ready,coming,out for delivery,\
        left yet,updates on,long until,going to be here,when does,when should,when do,how soon,how long until,\
        how much longer,shipped yet,in transit,left the,out yet,delivery date,delivery time,delivery status,delivered to me,\
        get my,show up,updated,been sent,come in,take to get,at my door,due to arrive,tracked,how far along,hows my,\
        how is my
        """,
        .blocking:
            "freeze,block,lock,suspend,deactivate,disable,put a hold,put a stop,put a freeze,put a block,placed on,unlock,unblock,unfreeze,activate,reactivate",
        .ending: """
        close,terminate,closing,close down,get out of,leave,delete,remove
        """,
        .paying: """
        pay,paying,paid,spend,spent,payment
        """,
        .finding: """
        find,find me,show me,search,look up,see,available
        """,
        .replacing: """
        replace,replacement,replacing,reissued,new,renew,another one,repair,repaired,fix,fixed,fixing,mend,mended,mending,\
        repairing,repairs
        """,
        .causative: """
        look at my,look at our,looking at my,look over my,checked,checked out,looked over,looked into,seen to,tuned,tuned up,\
        aligned,rotated,flushed,topped off,cleaned,trimmed,styled,coloured,colored,dyed,waxed,polished,shaped,whitened
        """,

        .reservation: "reservation,reservations,booking,bookings,appointment,appointments,booked,reserved,session",
        .bookable: """
        table,tables,room,rooms,hotel,hotels,flight,flights,ticket,tickets,suite,meeting room,conference room,maintenance,\
        oil changed,oil change,tune up,checkup,check up,haircut,massage,manicure,pedicure,facial,seating,seat for,seats for,\
        accommodation,a car,sedan,suv,inspection,consultation,resort,inn,motel,villa,apartment,lodging,booth,plane ticket,\
        air ticket,one way,round trip,serviced,looked at,tested,assessed,check engine light,double room,twin room,single room,\
        nights,meeting rooms,conference rooms,meeting space,teeth cleaning,cleaning appointment,house cleaning,carpet cleaning,\
        deep cleaning
        """,
        .journey: "from,to,leaving,return,returning,fly,flying,travel,travelling,traveling",
        .order:
            "my order,an order,my package,package,delivery,parcel,shipment,my purchase,my item,my items,the order,my delivery,my food,my stuff,my goods,goods,our order,order status,the order",
        .goods:
            "item,items,case,box,pack,products,product,instrument,instruments,speakers,clothes,shoes,gift card,amazon,keyboards,units,nos,pieces",
        .supplies: "checks,checkbook,checkbooks,check book,check books,cheque book,chequebook,chequebooks",
        .food: """
        food,pizza,pizzas,burger,burgers,hamburger,hamburgers,cheeseburger,salad,salads,coffee,tea,teas,beer,beers,wine,coke,cokes,soda,\
        sodas,lemonade,lemonades,fries,sandwich,sandwiches,drink,drinks,chicken,cheese,topping,toppings,crust,pepsi,sprite,juice,\
        milkshake,shake,ice cream,brownie,brownies,cookie,cookies,cake,cakes,pie,sundae,nuggets,bacon,sausage,mushrooms,pepperoni,veggie,\
        soup,pasta,noodles,rice,sushi,taco,tacos,burrito,burritos,steak,sub,meal,meals,dessert,side of,latte,lattes,cappuccino,mocha,\
        espresso,water,sauce,spicy,veggies,biscuit,chips,wrap,wraps,hot dog,bread,garlic bread,wings,chinese,curry,kebab,ketchup
        """,
        .size: "small,medium,large,regular,extra large,a slice,slices,bottle,bottles,can of,cup of,glass of,dozen",
        .account: """
        account,accounts,card,cards,credit card,debit card,bank account,profile,membership,subscription,my details,\
        personal details,personal information,contact details,my address,address on,app,online account
        """,
        .credential: """
        pin,passcode,password,pass code,login,log in,logging in,sign in,username,identity,id check,code for,two factor,\
        authentication,verify my identity,verify my id,verify my account,verifying my identity,prove my identity
        """,
        .money: """
        balance,transaction,transactions,transfer,transfers,transferred,money,cash,fee,fees,charge,charges,charged,\
        cost,costs,deposit,deposits,funds,interest,rate,rates,recipient,payments,account balance,exchange,currency,currencies,limit,limits,statement,\
        dollars,pounds,euros,price,prices,receipt,expense,expenses,reimbursement
        """,
        .routine: """
        rewards,reward,points,apr,credit score,credit rating,credit limit,application,apply,minimum payment,due,bill,bills,\
        routing number,routing,expiration date,expire,expires,insurance plan,insurance plans,checking,balances of,spending,\
        health insurance,life insurance,insurance policy,policy change,new insurance,my insurance,interest rate,\
        international transaction fees,new credit card,travel notice,between accounts,money between,money from,to savings,\
        to my savings,from savings,into savings,recent transaction,recent transactions,cashback,fico,recently spent,\
        approved for,new visa,get a visa,credt card,new credt card,gets approved,been approved,approved,money do i,\
        enough money,much money,how much do i,total of,carry over,pay my,pay off my,pay our,what transactions,\
        which transactions,expiration,expiry,valid until,valid through,good until,let my bank know,tell my bank,inform my bank,\
        notify my bank
        """,
        .moneyService: """
        top up,top ups,topup,topping up,topped up,top it up,direct debit,direct debits,standing order,standing orders,\
        overdraft,overdrafts,mortgage,mortgages,loan,loans,atm,atms,cash machine,cheque,cheques,contactless,withdraw,\
        withdrawal,withdrawals,withdrawing,current account,beneficiary,virtual card,disposable,apple pay,google pay,sepa,swift,\
        refund,refunds,my funds,source of funds,cashback,disposable cards,disposable card,virtual cards,physical card,\
        verification,auto top up,bank transfer,international transfer,payee,merchant,debit,open an account,open account,\
        opening an account,another account,second account,second card,another card,additional card,additional cards,extra card,\
        spare card,add money,add funds,adding money,exchange currencies,exchange currency,exchange money,other currencies,\
        my currency,my transfer,the transfer,a transfer,transfer fee,transfer fees,transferring,refunded,reimburse,hidden fees,\
        fee you,currency exchange,cross currency,my refund,to be refunded,deposit limit,my deposit,my direct,payment was,\
        my payment,card payment,foreign currency,foreign exchange,exchange fee,exchange fees,my recipient,the recipient,\
        add a card,my card be,reverse,accept my,money back
        """,
        .machine: """
        software,website,internet,wifi,wi fi,connection,server,laptop,computer,printer,keyboard,screen,phone screen,iphone,\
        outlook,skype,system,service plan,cable,cable service,internet service,phone service,modem,router,browser,program,\
        application crashed,heating,air conditioning,shower,toilet,boiler,battery,tires,tire,engine,device,keyboard is,\
        new service,start service,start my service,service started,service at my,service to my,new connection,connection at
        """,
        .cover: """
        insurance,policy,claim,claims,coverage,warranty,proof of insurance,boarding pass,seat assignment,seat number,luggage,\
        baggage,my seat,contract,membership card,seat assignments,my ticket,window seat,aisle seat,middle seat,\
        my flight ticket,insurance claim,claim status,proof of,status claim,status of claim
        """,
        .facility: """
        pool,gym,spa,check in,check out,checking out,checking in,bring pets,check in time,check out time,checkin,checkout,\
        breakfast,towels,towel,housekeeping,hairdryer,minibar,room service,lobby,sauna,amenities,branch,branches,opening hours,\
        rewards program,loyalty program,facilities,luggage storage,late check out,pillows,pillow,bed,elevator,swimming,my room,\
        our room,check into,car park,kettle,balcony,sea view,bathrobe,bathrobes,slippers,crib,cot,extra bed,airport shuttle,\
        shuttle,concierge,ironing,hair dryer,blanket,blankets,gym hours,wheelchair,step free,parking at the,parking space,\
        parking spot
        """,

        .trouble: """
        not working,doesnt work,does not work,isnt working,wont work,not work,didnt work,did not work,stopped working,broken,\
        broke,cracked,damaged,declined,decline,declining,rejected,reject,failed,failing,fails,fail,failure,error,errors,wrong,\
        incorrect,missing,stuck,pending,denied,deny,refused,reverted,cancelled,canceled,unable,problem,problems,issue,issues,\
        trouble,dispute,mistake,complaint,complain,disappeared,not showing,isnt showing,doesnt show,not show,not appear,keeps,\
        crash,crashed,crashes,frozen,cannot access,cant access,locked out,not open,not opened,not opening,wont open,wont let,\
        wont connect,cant connect,not recognised,not recognized,not properly,not accepted,not accepting,not allowed,\
        not going through,wont go through,didnt go through,not gone through,twice,double,overcharged,extra charge,hung,hanging,\
        outdated,blocked,on hold,dead,jump start,jumpstart,jump starting,jumpstarting,swallowed,ate my,got eaten,retained,\
        not able to,mess,dirty,noisy,worn,frayed,bent,torn,scratched,malfunctioning,glitch,bug,down,cant seem,shows multiple,\
        not come through,not gone,couldnt,not right,doesnt look right,multiple times,charged extra,extra fee,went wrong,\
        hasnt gone,isnt going,wasnt,i am not comfortable,sign into,i cant sign,slow,slowly,laggy,lagging,sluggish,freezes,\
        freezing,faulty,defective,shattered,smashed,burnt,burned,leaking,leaks,leaky,flooded,jammed,unresponsive,wont turn,\
        wont start,wont charge,wont load,doesnt load,not loading,not starting,not charging,not connecting,not responding,\
        no signal,no internet,cut off,disconnected,disconnecting,drops out,dropped out,went out,gone wrong,messed up,\
        screwed up,mixed up,mix up,not what i ordered,wrong item,spoiled,spoilt,cannot log,cant log,cannot sign,cannot connect,\
        couldnt log,kicked out,logged out,wouldnt work,would not work,wouldnt let,wouldnt go,would not go,wouldnt accept
        """,
        .loss:
            "lost,stolen,stole,steal,theft,misplaced,lose,cant find,cannot find,forgot,forgotten,dont remember,cant remember,left my,took my,robbed,mugged",
        .absence: """
        havent received,have not received,not received,hasnt arrived,has not arrived,not arrived,still waiting,never received,\
        never got,didnt get,did not get,havent gotten,havent got,not come,not get,hasnt come,not credited,didnt receive,\
        did not receive,never arrived,not yet received,still not,still havent,still hasnt,not here yet,i am waiting for,\
        im waiting for,been waiting for,been waiting on,waiting on my,not turned up,hasnt turned up,didnt turn up,\
        hasnt shown up,didnt show up,never showed,no sign of,gone missing,went missing
        """,
        .fraud: """
        fraud,fraudulent,unauthorized,unauthorised,hacked,compromised,suspicious,dont recognize,dont recognise,\
        do not recognize,do not recognise,didnt make,did not make,didnt authorize,not mine,scam,identity theft,somebody used,\
        someone used,someone is using,didnt buy,didnt purchase,not recognise,not recognize,never made,strange
        """,
        .waiting: """
        how long is the wait,wait time,wait times,waiting time,waiting times,how busy,busy,the wait,long to be seated,\
        wait for a table,wait to get a table,long wait,be seated,a wait,crowded,how packed,packed,how long of a wait,wait be,\
        wait at,waiting at,long a wait,before i get seated,before being seated,before we get seated,until a table,for seating,\
        how full,long line,line at,get seated,be a wait,long do i have to wait,long will i wait,long would i wait,\
        long must i wait,long to wait,how much time to wait,wait to be,get a table at,people waiting,people in line,\
        time to wait,slammed,swamped,backed up,wait list,waitlist,waiting list,get in right away,get in quickly,get a seat,\
        in the queue,how long is the queue,the queue,a queue,rush hour
        """,
        .capacity: """
        take reservations,takes reservations,accept reservations,accepts reservations,do reservations,does reservations,\
        taking reservations,allow reservations,allows reservations,reservations accepted,possible to reserve,possible to book,\
        need reservations,require reservations,reservations taken,accepting reservations,do a reservation,\
        reservations possible,reserve tables,a reservation necessary,need a reservation to,take bookings,accept bookings,\
        take a reservation,accept a reservation,able to reserve,able to make a reservation,able to make reservations,\
        possible to make a reservation,possible to make reservations,possible to get a reservation,walk ins,walkins,\
        reservations allowed,reservations available,reservation available,have reservations,offer reservations,\
        honor reservations,reservation policy,allow for reservations,accommodate reservations,need to make a reservation,\
        can i reserve,can reservations,can one reserve,reservations be made,reserve ahead,reserve in advance,reservations at,\
        make reservations,needs reservations,let you reserve,let me reserve,let us reserve,let you book,let people reserve,\
        allow booking,allow bookings,allow you to reserve,allow you to book,taking bookings,hold tables,reserved seating,\
        reservations only,reservation only,by reservation,without a reservation,without reservation,without reservations,\
        without booking,reservations required,reservation required,reservations necessary,reservations needed,\
        reservation needed,first come,reservation system,take appointments,accept appointments,do appointments,by appointment,\
        appointments only,appointment necessary,appointment needed,appointment required,walk in,just show up,just walk in,\
        need an appointment to,bookings required,booking required,do bookings,possible to schedule
        """,
        .vacancy: "free slot,open slot,availability,vacancies,vacancy,any openings,next opening,openings,next available",

        .media: """
        play,playing,song,songs,music,playlist,radio,podcast,podcasts,album,artist,track list,volume,louder,quieter,movie,\
        movies,tv,netflix,spotify,pandora,audiobook,skip,shuffle,video,game,games,channel,band,next song,concert,\
        show me movies,mute,speaker volume,beatles,station,loud,quiet,quietly,louder please
        """,
        .knowledge: """
        weather,temperature,forecast,rain,raining,snow,news,headlines,recipe,recipes,calories,calorie,nutrition,nutritional,\
        capital of,president,meaning of,meaning,define,definition,translate,how do you say,in spanish,in french,in german,\
        history,population,stock,stocks,joke,jokes,who is,who was,who are,distance,traffic,directions,time zone,timezone,\
        what time is it,what day,the date,spell,spelling,synonym,square root,divided by,times,plus,minus,percent of,\
        how many ounces,how many cups,convert,conversion,inches,miles,kilometers,ingredients,ingredient,substitute,instead of,\
        cook,cooking,bake,healthy,vitamins,protein,carbs,fat,holiday,fact,facts,country,world,planet,how old,how tall,how far,\
        how big,how deep,species,animal,invented,war,actor,singer,author,language,words,word,google,instructions,tutorial,\
        a book,books,comic book,blue book,book of,election,exchange rate between,worth,fun,things to do,attractions,\
        interesting,restaurants,dollar to,euro to,yen,peso,pesos,pluto,carry on policy,carry on rules,brands,listing,feedback,\
        good way,way to make,other providers,providers,carrier,operating system,sodium,fiber,cholesterol,nutrients,\
        nutrition facts,macros,sugar content,how much sugar
        """,
        .quality: """
        best,top rated,suggest,suggestion,suggestions,recommend,recommendation,recommendations,recommended,reviews,review,\
        rated,ratings,rating,popular,suggested,cheapest,lowest prices,lowest price,best price,best deal,best deals,best rate,\
        should i eat,should i cook,should i make,should i have,in the mood,inspiration
        """,
        .organizer: """
        calendar,reminder,reminders,remind,remind me,alarm,alarms,timer,todo,to do list,shopping list,shopping,my list,list,\
        email,emails,mail to,text,texts,message to,contact list,contacts,tweet,twitter,facebook,note,notes,agenda,wake me,\
        phone call,call my,call mom,dial,event,events,birthday,social media,post,inbox,schedule today,my schedule,pick up my,\
        erase,tweet saying,tweet that,the schedule,schedule for my,schedule for the,my meeting schedule,whats on my,\
        what is on my,grocery,groceries,instagram,linkedin,reddit,my feed,notification,notifications
        """,
        .meeting: """
        meeting,meetings,conference call,get together,interview
        """,
        .employment: """
        pto,vacation,days off,day off,time off,paycheck,payday,paid next,get paid,salary,w2,w 2,taxes,tax,401k,401 k,direct deposit,\
        benefits,hr,boss,job,income,401,retirement,health plan,earn,hired,work for,employer,holiday pay
        """,
        .chat: """
        meaning of life,your name,how old are you,where are you from,do you like,your favorite,your favourite,tell me a,\
        tell me about yourself,your hobbies,your opinion,do you think,do you believe,are you a,are you an,are you real,\
        who made you,who created you,who do you work,your boss,your birthday,do you have any,call me,my name is,whisper,accent,\
        your language,talk slower,talk faster,speak slower,flip a coin,coin,dice,roll,heads or tails,love you,marry,human or,\
        bot,robot,pets,dog,cat,faster,slower,change your name,i am bored,thoughts,alien,aliens,god,universe,voice,speech,\
        my name,speed,slow down,speak up,am i talking to,am i speaking to,are you really,are you actually,are you just,\
        is this a real,is this a human,is this a person,is this a live,is it a real,could you be,are you real or,british,\
        male voice,female voice,sound like,talk like,talk fast,too fast,too slow,speed up,talk slow,talk slowly,speak slow,\
        speak slowly,speaking too,talking too,talk too,speak too,slow your,speak more,talk more,slow it down,speak quicker,\
        talk quicker
        """,
        .translating: """
        how would i say,how would you say,how do i say,how do you say,how can i say,how to say,how does one say,\
        whats the word for,what is the word for,what is the term for,say in,translate,translation,translated,in spanish,\
        in french,in german,in italian,in chinese,in mandarin,in cantonese,in japanese,in korean,in portuguese,in russian,\
        in arabic,in hindi,in dutch,in swedish,in greek,in turkish,in polish,in thai,in vietnamese,in hebrew,in latin,\
        in hawaiian,in finnish,in danish,in norwegian,in czech,in hungarian,in swahili,in farsi,in persian,in ukrainian,\
        in romanian,in indonesian,in malay,in bengali,in tamil,in urdu,in gaelic,in irish,in welsh,in icelandic
        """,
        .assistant: "alexa,siri,cortana,olly,hey google,ok google",
        .distance: """
        uber,taxi,cab,lyft,ride,train,bus,subway,gas,fuel,gas station,tire pressure,mpg,mileage,miles per gallon,visa for,\
        international visa,vaccines,vaccine,vaccination,shots,travel alert,travel alerts,travel advisory,carry ons,\
        carry on bag,carry on luggage,carry on restrictions,plug,outlet,socket,converter,flight status,gps,route,location,\
        share my location,where am i,commute,highway,oil myself,my own oil,passport,airport,driving,drive,map,navigate,nearest,\
        near me,closest,flight number,gate,boarding time,departs,departing,departure,departure time,arrival time,landing,lands,\
        land,take off,takes off,delayed,on time,terminal,layover,start boarding,boarding
        """,
        .household: """
        lights,light,lamp,thermostat,vacuum,coffee machine,coffee maker,turn on,turn off,turn up,turn down,turn the,dim,\
        brighter,robot vacuum,oven,fridge,refrigerator,leftovers,expired,freezer,sync,bluetooth,pair,factory reset,\
        factory settings,default settings,settings,find my phone,my phone is,ring my phone,locate my phone,smart,brew,brewing,\
        coffee pot,pot of coffee,make coffee,make some coffee,start the coffee,coffee going,washing machine,dishwasher,\
        doorbell,blinds,curtains,garage door,heater
        """,
    ]
}
