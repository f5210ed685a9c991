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
    static let ownWordsOfSpeaker: Set<String> = ["my", "our", "mine"]
    static let listenerWords: Set<String> = ["your", "yours"]
    /// Before "you" they ask for a favour and say nothing of the business: "can you tell me …".
    static let favourWords: Set<String> = ["can", "could", "would", "will", "thank", "thanks", "thanking", "if", "may"]
    /// Tell that something has happened, besides words that end in "-ed".
    static let wordsOfThePast: Set<String> = [
        "was", "were", "tried", "got", "made", "had", "been", "went", "sent", "said", "told", "saw", "happened", "took", "gave", "bought",
        "paid", "withdrew", "found", "came", "lost", "spent", "broke", "just", "yesterday", "ago",
    ]
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

    static let intentWords = PhraseTable<IntentClue>([
        .wanting: """
        i want,i wanna,i need,i would like,id like,i am looking for,im looking for,looking for,looking to,i like to,i would love,id love,\
        can i get,could i get,can i have,could i have,may i have,can we get,can we have,ill have,ill take,i will have,i will take,\
        let me get,let me have,give me,get me,get us,bring me,send me,we need,we want,we would like,we are looking for,i wanted,\
        i feel like,i am interested in,im interested in,i require,i am in need of,need,want,wanted,hoping,hope to,we will have,well have,\
        i could use,i wish,craving
        """,
        .acquiring: """
        order,orders,ordering,buy,buying,purchase,purchasing,deliver,place an order,place my order,put in an order,pick up,\
        get delivered,sent to me,mailed to me,mail me,ordered,bought,purchased,ordered from,takeaway,takeout,delivered,\
        reorder,re order
        """,
        .adding: "add,extra,another,make that,make it,with,more,without,instead",
        .reserving: """
        schedule,arrange,make,get an,see the doctor,fit me in,block off,get me in,stay in,stay at,stay for,want to stay
        """,
        .booking: """
        book,reserve,book me,booking for,reserving,book for,booking a,book it,book that
        """,
        .renting: "rent a,rent an,rent the,renting a,to rent,i rent,hire a car,book a car,a rental,rental car,car rental,car hire",
        .asking: """
        i need to know,i want to know,need to know,want to know,would like to know,id like to know,wanted to know,wonder if,\
        wondering if,wondering,do you know,find out,explain,curious
        """,
        .changing: """
        change,changing,changed,modify,amend,update,updating,move,moving,reschedule,alter,adjust,edit,switch,upgrade,postpone,push back,\
        bring forward,extend,shift,swap,correct,increase,decrease,raise,lower,reset,rearrange,change to
        """,
        .cancelling: """
        cancel,cancelling,canceling,dont need,do not need,do not actually need,no longer want,anymore,nix,rescind,call off,\
        undo,scrap,stop,dont want it anymore,no longer need,drop,get rid of,take off,void,wont be able to make,cant make,\
        cannot make,wont make,not going to make,not be able to make,not going to be able to make,cant come,cannot come,\
        wont be coming
        """,
        .verifying: """
        confirm,confirmed,verify,double check,make sure,check on,check whether,check if,check that,validate,whether,\
        if i have,do i have,do we have,tell me if,check my,check our,check for,look up my,did i make,did we make,\
        do i still have,what time is my,when is my,still have,confirming,verifying
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
        .finding: "find,find me,show me,search,look up,see,available,tell me about",
        .replacing: """
        replace,replacement,replacing,reissued,new,renew,another one,repair,repaired,fix,fixed
        """,

        .reservation: "reservation,reservations,booking,bookings,appointment,appointments,booked,reserved,session",
        .bookable: """
        table,tables,room,rooms,hotel,hotels,flight,flights,ticket,tickets,suite,meeting room,conference room,maintenance,\
        oil changed,oil change,tune up,checkup,check up,haircut,massage,manicure,pedicure,facial,cleaning,seating,seat for,\
        seats for,accommodation,a car,sedan,suv,inspection,consultation,resort,inn,motel,villa,apartment,lodging,booth,\
        plane ticket,air ticket,one way,round trip,serviced,looked at,tested,assessed,check engine light,double room,\
        twin room,single room,nights,meeting rooms,conference rooms,meeting space
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
        enough money,much money,how much do i,total of,carry over
        """,
        .moneyService: """
        top up,top ups,topup,topping up,topped up,top it up,direct debit,direct debits,standing order,standing orders,\
        overdraft,overdrafts,mortgage,mortgages,loan,loans,atm,atms,cash machine,cheque,cheques,contactless,withdraw,\
        withdrawal,withdrawals,withdrawing,current account,beneficiary,virtual card,disposable,apple pay,google pay,sepa,\
        swift,refund,refunds,my funds,source of funds,cashback,disposable cards,disposable card,virtual cards,physical card,\
        verification,auto top up,bank transfer,international transfer,payee,merchant,debit,open an account,open account,\
        opening an account,another account,second account,second card,another card,additional card,additional cards,\
        extra card,spare card,add money,add funds,adding money,exchange currencies,exchange currency,exchange money,\
        other currencies,my currency,my transfer,the transfer,a transfer,transfer fee,transfer fees,transferring,refunded,\
        reimburse,hidden fees,fee you,currency exchange,cross currency,my refund,to be refunded,deposit limit,my deposit,\
        my direct,payment was,my payment,card payment,foreign currency,foreign exchange,exchange fee,exchange fees,\
        my recipient,the recipient,add a card,my card be,reverse,accept my
        """,
        .machine: """
        software,website,internet,wifi,wi fi,connection,server,laptop,computer,printer,keyboard,screen,phone screen,iphone,\
        outlook,skype,system,service plan,cable,cable service,internet service,phone service,modem,router,browser,program,\
        application crashed,heating,air conditioning,shower,toilet,boiler,battery,tires,tire,engine,device,keyboard is
        """,
        .cover: """
        insurance,policy,claim,claims,coverage,warranty,proof of insurance,boarding pass,seat assignment,seat number,luggage,\
        baggage,my seat,contract,membership card,seat assignments,my ticket,window seat,aisle seat,middle seat,\
        my flight ticket,insurance claim,claim status,proof of,status claim,status of claim
        """,
        .facility: """
        pool,gym,spa,check in,check out,checking out,checking in,bring pets,check in time,check out time,checkin,checkout,\
        breakfast,towels,towel,housekeeping,hairdryer,minibar,room service,lobby,sauna,amenities,branch,branches,\
        opening hours,rewards program,loyalty program,facilities,luggage storage,late check out,pillows,pillow,bed,elevator,\
        swimming,my room,our room,check into
        """,

        .trouble: """
        not working,doesnt work,does not work,isnt working,wont work,not work,didnt work,did not work,stopped working,broken,\
        broke,cracked,damaged,declined,decline,declining,rejected,reject,failed,failing,fails,fail,failure,error,errors,\
        wrong,incorrect,missing,stuck,pending,denied,deny,refused,reverted,cancelled,canceled,unable,problem,problems,issue,\
        issues,trouble,dispute,mistake,complaint,complain,disappeared,not showing,isnt showing,doesnt show,not show,\
        not appear,keeps,crash,crashed,crashes,frozen,cannot access,cant access,locked out,not open,not opened,not opening,\
        wont open,wont let,wont connect,cant connect,not recognised,not recognized,not properly,not accepted,not accepting,\
        not allowed,not going through,wont go through,didnt go through,not gone through,twice,double,overcharged,\
        extra charge,hung,hanging,outdated,blocked,on hold,dead,jump start,jumpstart,jump starting,jumpstarting,swallowed,\
        ate my,got eaten,retained,not able to,mess,dirty,noisy,worn,frayed,bent,torn,scratched,malfunctioning,glitch,bug,\
        down,cant seem,shows multiple,not come through,not gone,couldnt,not right,doesnt look right,multiple times,\
        charged extra,extra fee,went wrong,hasnt gone,isnt going,wasnt,i am not comfortable,sign into,i cant sign
        """,
        .loss:
            "lost,stolen,stole,steal,theft,misplaced,lose,cant find,cannot find,forgot,forgotten,dont remember,cant remember,left my,took my,robbed,mugged",
        .absence: """
        havent received,have not received,not received,hasnt arrived,has not arrived,not arrived,still waiting,never received,never got,\
        didnt get,did not get,havent gotten,havent got,not come,not get,hasnt come,not credited,didnt receive,did not receive,\
        never arrived,not yet received,still not,still havent,still hasnt,not here yet
        """,
        .fraud: """
        fraud,fraudulent,unauthorized,unauthorised,hacked,compromised,suspicious,dont recognize,dont recognise,\
        do not recognize,do not recognise,didnt make,did not make,didnt authorize,not mine,scam,identity theft,somebody used,\
        someone used,someone is using,didnt buy,didnt purchase,not recognise,not recognize,never made,strange
        """,
        .waiting: """
        how long is the wait,wait time,wait times,waiting time,waiting times,how busy,busy,the wait,long to be seated,\
        wait for a table,wait to get a table,long wait,be seated,a wait,crowded,how packed,packed,how long of a wait,wait be,\
        wait at,waiting at,long a wait,before i get seated,before being seated,before we get seated,until a table,\
        for seating,how full,long line,line at,get seated,be a wait,long do i have to wait,long will i wait,\
        long would i wait,long must i wait,long to wait,how much time to wait,wait to be,get a table at
        """,
        .capacity: """
        take reservations,takes reservations,accept reservations,accepts reservations,do reservations,does reservations,\
        taking reservations,allow reservations,allows reservations,reservations accepted,possible to reserve,\
        possible to book,need reservations,require reservations,reservations taken,accepting reservations,do a reservation,\
        reservations possible,reserve tables,a reservation necessary,need a reservation to,take bookings,accept bookings,\
        take a reservation,accept a reservation,able to reserve,able to make a reservation,able to make reservations,\
        possible to make a reservation,possible to make reservations,possible to get a reservation,walk ins,walkins,\
        reservations allowed,reservations available,reservation available,have reservations,offer reservations,\
        honor reservations,reservation policy,allow for reservations,accommodate reservations,need to make a reservation,\
        can i reserve,can reservations,can one reserve,reservations be made,reserve ahead,reserve in advance,reservations at,\
        make reservations,needs reservations
        """,
        .vacancy: "free slot,open slot,availability,vacancies,vacancy,any openings,next opening,openings,next available",

        .media: """
        play,playing,song,songs,music,playlist,radio,podcast,podcasts,album,artist,track list,volume,louder,quieter,movie,movies,tv,\
        netflix,spotify,pandora,audiobook,skip,shuffle,video,game,games,channel,band,next song,concert,show me movies,mute,speaker volume,\
        beatles,station
        """,
        .knowledge: """
        weather,temperature,forecast,rain,raining,snow,news,headlines,recipe,recipes,calories,calorie,nutrition,nutritional,\
        capital of,president,meaning of,meaning,define,definition,translate,how do you say,in spanish,in french,in german,\
        history,population,stock,stocks,joke,jokes,who is,who was,who are,distance,traffic,directions,time zone,timezone,\
        what time is it,what day,the date,spell,spelling,synonym,square root,divided by,times,plus,minus,percent of,\
        how many ounces,how many cups,convert,conversion,inches,miles,kilometers,ingredients,ingredient,substitute,\
        instead of,cook,cooking,bake,healthy,vitamins,protein,carbs,fat,holiday,fact,facts,country,world,planet,how old,\
        how tall,how far,how big,how deep,species,animal,invented,war,actor,singer,author,language,words,word,google,\
        instructions,tutorial,a book,books,comic book,blue book,book of,election,exchange rate between,worth,best,top rated,\
        suggest,suggestion,suggestions,recommend,recommendation,recommendations,reviews,review,rated,popular,fun,\
        things to do,attractions,interesting,restaurants,dollar to,euro to,yen,peso,pesos,pluto,carry on policy,\
        carry on rules,suggested,brands,listing,feedback,good way,way to make,lowest prices,cheapest,other providers,\
        providers,carrier,operating system
        """,
        .organizer: """
        calendar,reminder,reminders,remind,remind me,alarm,alarms,timer,todo,to do list,shopping list,shopping,my list,\
        meeting,list,email,emails,mail to,text,texts,message to,contact list,contacts,tweet,twitter,facebook,note,notes,\
        agenda,wake me,phone call,call my,call mom,dial,event,events,birthday,social media,post,inbox,schedule today,\
        my schedule,meetings,pick up my,erase,tweet saying,tweet that
        """,
        .employment: """
        pto,vacation,days off,day off,time off,paycheck,payday,paid next,get paid,salary,w2,w 2,taxes,tax,401k,401 k,direct deposit,\
        benefits,hr,boss,job,income,401,retirement,health plan,earn,hired,work for,employer,holiday pay
        """,
        .chat: """
        meaning of life,your name,how old are you,where are you from,do you like,your favorite,your favourite,tell me a,\
        tell me about yourself,your hobbies,your opinion,do you think,do you believe,are you a,are you an,are you real,\
        who made you,who created you,who do you work,your boss,your birthday,do you have any,call me,my name is,whisper,\
        accent,your language,talk slower,talk faster,speak slower,flip a coin,coin,dice,roll,heads or tails,love you,marry,\
        human or,bot,robot,pets,dog,cat,faster,slower,change your name,i am bored,thoughts,alien,aliens,god,universe,voice,\
        speech,my name,speed,slow down,speak up
        """,
        .assistant: "alexa,siri,cortana,olly,hey google,ok google",
        .distance: """
        uber,taxi,cab,lyft,ride,train,bus,subway,gas,fuel,gas station,tire pressure,mpg,mileage,miles per gallon,visa for,\
        international visa,vaccines,vaccine,vaccination,shots,travel alert,travel alerts,travel advisory,carry ons,\
        carry on bag,carry on luggage,carry on restrictions,plug,outlet,socket,converter,flight status,gps,route,location,\
        share my location,where am i,commute,highway,oil myself,my own oil,passport,airport,driving,drive,map,navigate,\
        carry on,nearest,near me,closest
        """,
        .household: """
        lights,light,lamp,thermostat,vacuum,coffee machine,coffee maker,turn on,turn off,turn up,turn down,turn the,dim,\
        brighter,robot vacuum,oven,fridge,refrigerator,leftovers,expired,freezer,sync,bluetooth,pair,factory reset,\
        factory settings,default settings,settings,find my phone,my phone is,ring my phone,locate my phone,smart
        """,

        .approving: """
        is good,is fine,is ok,is okay,is great,is perfect,is alright,are fine,are good,will do,will do it,will be fine,\
        will be good,would be fine,would do,would work,will work,is true,is yes,is correct,is right,is accurate,suits me,\
        sounds good,sounds fine,sounds great,works for me,works fine for me,is a true statement,is a fact,its ok,its fine
        """,
        .acknowledgement: """
        that is good,proceed,thats great,that is great,that would be great,awesome,true,factual,not wrong,accepted,solved,\
        works,got it,i see,understood,alright then,fair enough,cool,super,nice,amazing
        """,
        .no: """
        falsehood,invalid,not it,disagree,never
        """,
        .nothingMore: "complete my order,no else",
        .thanks: """
        thank,thanking,thankyou,thnks,thanku,helpful,been helpful,been very helpful,great job,good job,well done,you rock,great help,big help,appreciate,appreciative,lot of help,so kind
        """,
        .bye: """
        catch you,signing off,nice talking,nice to talk,nice chatting,nice to chat,pleasure talking,pleasure to speak,\
        pleasure speaking,pleasure to talk,enjoyed talking,enjoyed speaking,enjoyed chatting,enjoyed our,nice conversation,\
        nice speaking,gotta go,have to go now,need to go now,hang up,have to leave,im leaving,i am leaving,gotta run,\
        have to run,gotta leave,peace,good talking,great talking,good chat,great chat,nice meeting,good to talk,\
        great to talk,great chatting,good chatting,im off,i am off,must go,should go,going now,leave now,talk soon,\
        talk later,chat later,chatting with you,speaking with you,talking with you,conversing,talk again,chat again,\
        see you next,lovely to speak,lovely talking,lovely to talk,lovely speaking
        """,
        .wellWish: """
        great day ahead,nice day,great day,good day,awesome day,wonderful day,have a great one,day ahead,good evening to
        """,
        .hello: """
        yo,hai,hii,good mrng,gm,nice morning,lovely morning,lovely day,whats up,wassup,sup,what is up,whats new,\
        whats happening
        """,
        .howAreYou: """
        how are you,how are things,hows it going,how is it going,how have you been,how do you do,how are you doing,\
        hows your day,how is your day,you doing,is the ai doing,hows everything,how is everything,whats going on,how goes it,\
        how you been,whats good,hows life,how is life,are you doing well,are you okay,are you well,hows your morning,\
        hows your evening,how was your day,how has your day,how you doing,how are we,how do you feel,how are ya,\
        you doing today,doing today,hows things,how has it been,how you are doing,how you are,how are you doing today
        """,
        .human: """
        your manager,the manager,a manager,supervisor,customer service rep,this bot,virtual agents,a human,human agent,\
        someone in charge,not a robot,not a bot,not a machine,real agent,human representative,human support,human assistance,\
        your other agent,other agent,this is frustrating,really frustrating
        """,
        .talking: """
        speak,speaking,talk,talking,talk with,connect me,put me through,transfer me,pass me,put me on,customer care,escalate,connect me with,connect me to,chat with,talk directly,speak directly,deal with
        """,
        .person: """
        anyone,advisor,adviser,human being,people,rep,staff,somebody else,someone else,agents,front desk
        """,
        .stop: """
        stop talking,stop it,stop that,stop this,just stop,please stop,needs to stop,abort,quit,eliminate,forget what,halt,\
        end this,be quiet,shut up,cease,you can stop,stop now,stop what,hold off,dont do that,dont do it,undo that,undo it,\
        do not do,end it,kill it,dismiss,stop doing,stop right
        """,
        .again: """
        repeating,say that,say it,you say,you said,you saying,ask me,go over that,just said,were saying,rephrase,restate,\
        once again,retell,what was it you,go over it again,tell me again,say one more,asked me,your last,last thing you,\
        just saying,was said,hear that again,question again,phrase that,rephrase that
        """,
        .capability: """
        you can help,you can do,you do for me,what can you do,what all can you,can you help me with,can you help with,you know how to do,know about,are you capable,you capable,\
        your capabilities,can i ask you,can you answer,questions can,kinds of things,types of things,type of things,kind of things,sorts of things,\
        what things,can you assist,you good at,you familiar with,help me do,subjects,topics,areas of,can ask you,your skills,your expertise,\
        your functions,things you can,you able to do,questions do you,kinds of questions,type of questions,types of questions,\
        your abilities,your features,what stuff,stuff do you,able to help,assist with,assist me,talk to you about,designed to,what you do,your purpose,what else can,ask of you,your areas,capable of,can you handle,your knowledge
        """,
        .unsure: """
        not sure,unsure,not certain,uncertain,maybe,perhaps,possibly,might,could be,either way,dont know,do not know,idk,no idea,no clue,\
        couldnt say,cant say,cannot say,undecided,hard to say,not really know,dont really know,havent decided,cant decide,not actually sure,\
        not completely certain,not completely sure,not entirely sure,hard to tell,who knows,have no idea,dont have a clue,cant tell,\
        not quite sure,not really sure,not too sure,not positive,possible but,toss up,depends,im torn,\
        dunno,beats me,its possible,it is possible,possibility,may be,on the fence,no telling,couldnt tell you,unclear,wouldnt know,not that i know,cant be sure,cant be certain,kinda,sort of,your guess,no way to know,not a clue,havent a clue,havent got a clue,not 100,cannot be sure,conceivably,no preference,questionable,iffy,not know,yes or no,neither yes nor no,who can say,hmm
        """,
    ])
}
