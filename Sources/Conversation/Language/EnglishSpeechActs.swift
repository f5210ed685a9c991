/// What callers say to steer a conversation, whatever it is about.
enum SpeechAct: Sendable, Hashable {
    case yes, no
    /// "Please": agrees when nothing else is said.
    case courtesy
    /// Nothing more is wanted: "that's it".
    case nothingMore
    case goodbye, thanks
    /// Opens the conversation and asks for nothing in particular yet: "hello", "I'd like to order".
    case greeting
    case person
    /// Something of an earlier call: "the status of my order".
    case earlier
    /// A word that asks for a person only when little else is said.
    case personWord
    case cancel, startOver
    case repetition, help, wait
    case wrongNumber
    /// Neither one nor the other is wanted.
    case neither
    /// Something asked for is not to be told, or not without a reason.
    case reluctance
    /// Raises the priority of what is told.
    case urgency
    case emergency
    /// Replaces what was said before: "actually", "no, I meant".
    case correction
    /// No time is better than another.
    case anyTime
    case filler

    static let english = PhraseTable<SpeechAct>([
        .yes: """
        yes,yeah,yep,yup,yea,ya,aye,sure,ok,okay,alright,all right,right,correct,exactly,absolutely,definitely,certainly,\
        perfect,great,good,fine,go ahead,go for it,sounds good,sounds great,sounds right,sounds fine,that works,works for me,\
        that is right,thats right,that is correct,thats correct,you got it,of course,do it,do that,place it,place the order,\
        book it,book that,confirm,confirmed,i confirm,why not,uh huh,mhm,mm hmm,that is fine,thats fine,lets do it,\
        lets do that,please do,affirmative,you bet,submit it,open it,open the ticket,no problem,looks good,looks right,\
        that will work,thatll work,lovely,brilliant,it is,i would,id love to,that one is fine,put it through,send it,\
        i am sure,im sure,i guess so,guess so,i suppose so,i think so,i believe so,\
        would be grand,would be great,would be lovely,would be perfect,would be good,would be fine,would be nice,would be wonderful,\
        thatd be grand,thatd be great,thatd be lovely,thatd be perfect,thatd be good,thatd be fine,thatd be nice,go on then,\
        by all means,suits me,fine by me,fine with me,sounds lovely,sounds perfect,sounds like a plan,totally,for sure,indeed,\
        that is true,thats true,very well,same number,the same number,this number,the number im calling from,the one im calling from,\
        the number i am calling from,same number im calling from,wonderful,excellent,that is perfect,thats perfect,use it,use that,\
        right on,precisely,without a doubt,positively,most certainly,sure thing,that is accurate,thats accurate,accurate,\
        agreed,i agree,you are right,youre right,you are correct,youre correct,it is true,its true,it is correct,its correct,\
        it is right,it is a yes,its a yes,why of course,thatd work,that would work,i do agree,okey dokey,okie dokie,righto,\
        roger,not wrong,that is not wrong,thats not wrong,you are not wrong,youre not wrong
        """,
        .no: """
        no,nope,nah,no way,not really,dont,do not,that is wrong,thats wrong,that is not right,thats not right,not right,\
        incorrect,wrong,not quite,no thanks,no thank you,negative,i would rather not,id rather not,not yet,not that,\
        that isnt right,is not right,isnt right,not correct,no thats okay,no thats ok,no that is okay,no that is ok,\
        no thats fine,no that is fine,no thats alright,no its okay,no its fine,no its ok,no okay,no ok,im okay,im ok,\
        dont do that,do not do that,better not,not now,nothing,absolutely not,definitely not,certainly not,of course not,\
        not at all,no chance,youre alright,youre all right,im alright,im all right,no need,not for me,i dont think so,\
        i do not think so,dont think so,heck no,hell no,by no means,false,that is false,thats false,untrue,not true,\
        that is not true,thats not true,thats not it,that is not it,its not that,it is not that,ill pass,i will pass,\
        ill leave it,negatory,nay,nuh uh,not so,i am afraid not,im afraid not,not happening,no siree,inaccurate,\
        that is inaccurate,thats inaccurate,i disagree,i decline,the answer is no,it isnt,it is not,its not,not this time,\
        rather not,i dont want that,i do not want that,i wouldnt,i would not,not anymore,i would prefer not,id prefer not,\
        prefer not,i would rather not do that
        """,
        .reluctance: """
        id rather not say,i would rather not say,rather not say,id rather not tell,i would rather not tell,id rather not give,\
        i would rather not give,prefer not to say,id prefer not to say,i would prefer not to say,prefer not to tell,prefer not to give,\
        id prefer not to,i would prefer not to,i dont want to say,i do not want to say,i dont want to tell,i do not want to tell,\
        i dont want to give,i do not want to give,dont want to give,i wont tell you,i will not tell you,im not telling,i am not telling,\
        im not giving,i am not giving,i wont give,i will not give,i dont give that out,i dont give out,none of your business,\
        thats private,that is private,thats personal,that is personal,thats confidential,that is confidential,why do you need,\
        why do you want,why do you ask,what do you need it for,what do you need that for,what for,whats it for,whats that for,\
        do you need that,do you really need,do i have to say,do i have to tell,do i have to give,is that necessary,must i say
        """,
        .neither: """
        neither,none,none of them,none of those,neither of them,neither one,neither of those,something else,another time,\
        another day,other times,different time,different day,none of these,something earlier,something later,anything earlier,\
        anything later,any other time,any other day,earlier than that,later than that,another one,a bit later,a bit earlier,a little later,a little earlier,\
        make it later,make it earlier,later time,earlier time
        """,
        .courtesy: "please,yes please,if you could,if you would",
        .nothingMore: """
        that is it,thats it,that is all,thats all,thatll be all,that will be all,nothing else,nothing more,im done,i am done,\
        im good,i am good,thats everything,that is everything,thatll be it,that will be it,thatll do,thatll do it,\
        that will do,that should do it,that would be all,that would be it,all set,im all set,i am all set,were good,\
        we are good,just that,thats about it,no more,thats all for now,that is all for now,im fine,i am fine,were done,\
        we are done,not today,thats enough,i dont need anything else,dont need anything else,i dont want anything else,\
        dont want anything else,i do not need anything else,i dont need anything,nothing else thanks,leave it as it is,\
        nothing its all fine,nothing its fine,nothing all fine,nothing its all right,\
        leave it as is,leave it like that,leave it like it is,keep it as it is,keep it like that
        """,
        .goodbye: """
        bye,goodbye,bye bye,good bye,see you,see ya,see you later,see you then,have a good day,have a nice day,\
        have a good one,have a great day,have a good evening,have a nice evening,have a good night,talk to you later,\
        take care,good night,goodnight,cheerio,see you around,see you soon,catch you later,farewell,so long,until next time,adios,ciao,\
        au revoir,bye now,bye for now,\
        talk to you soon,speak to you soon,speak soon,till next time,over and out,peace out,toodles,be seeing you,night night,\
        nighty night,till then,until then,have a lovely day,have a wonderful day,have a great evening,have a good weekend,\
        have a great weekend,have a nice weekend,have a nice night,have a great night,enjoy your day,enjoy your evening
        """,
        .thanks: """
        thanks,thank you,thanks a lot,thank you very much,thank you so much,many thanks,thanks so much,thanks again,thanks ever so much,thanks a million,\
        thanx,thx,thank u,much obliged,appreciated,grateful,cheers,much appreciated,appreciate it,\
        i really appreciate it,i appreciate it,i appreciate that,i appreciate your help,much thanks,thankful,\
        thanks for everything,thanks for your help,thank you for your help
        """,
        .greeting: """
        hi,hello,hey,hiya,howdy,greetings,hi there,hello there,hey there,good morning,good afternoon,good evening,good day,place an order,\
        make an order,order something,order some food,i would like to order,id like to order,i want to order,\
        book an appointment,make an appointment,schedule an appointment,make a booking,make a reservation,need an appointment,\
        i need an appointment,open a ticket,report a problem,report an issue,i have a problem,i have an issue,i need help,\
        i need some help,i have a question,is anyone there,anyone there,is anybody there,anybody there,are you there,is somebody there,\
        good to see you,nice to see you,pleased to meet you,nice to meet you,salutations,good day to you
        """,
        .person: """
        speak to someone,talk to someone,speak with someone,talk with someone,speak to somebody,talk to somebody,\
        speak to a person,talk to a person,speak with a person,speak to a human,talk to a human,speak with a human,\
        talk to a real person,speak to a real person,real person,real human,live person,live agent,actual person,actual human,\
        speak to a manager,talk to a manager,speak to the manager,talk to the manager,speak to an agent,talk to an agent,\
        speak to a representative,talk to a representative,speak to an operator,talk to an operator,put me through,\
        transfer me,connect me,customer service,speak to staff,talk to staff,speak to your staff,get me a person,\
        get me a human,get me someone,somebody real,someone real,can i speak to,could i speak to,id like to speak to,\
        i would like to speak to,i want to speak to,i need to speak to,can i talk to,could i talk to,id like to talk to,\
        i want to talk to,i need to talk to,let me talk to,let me speak to,\
        speak to a live person,talk to a live agent,speak to customer service,talk to customer service,speak to your manager,\
        talk to your manager,speak to your supervisor,talk to a supervisor,speak to a supervisor,talk to somebody else,\
        talk to someone else,someone else please
        """,
        .earlier: """
        reschedule,reschedule my appointment,move my appointment,change my appointment,cancel my appointment,cancel my booking,\
        status of my ticket,status of my order,status of my appointment,where is my order,wheres my order,confirm my appointment,\
        i have an appointment,i already have an appointment,i already ordered,i already placed an order
        """,
        .personWord: """
        a person,person,human,a human,operator,the operator,representative,a representative,agent,an agent,manager,\
        the manager,a manager,someone,somebody
        """,
        .cancel: """
        cancel,cancel it,cancel that,cancel this,cancel everything,cancel the whole thing,cancel the order,cancel my order,\
        remove everything,delete everything,clear everything,\
        cancel all of it,cancel the whole order,cancel the booking,cancel the appointment,cancel the ticket,forget it,\
        forget the whole thing,forget everything,forget about it,never mind,nevermind,i changed my mind,changed my mind,\
        i dont want anything,i do not want anything,scrap it,scrap that,leave it,\
        i take that back,take that back,nvm,drop it,call it off,dont bother,disregard that,ignore that,i dont want it anymore,\
        i dont want that anymore,no longer want it
        """,
        .startOver: """
        start over,start again,start from the beginning,from the beginning,scratch everything,scratch all that,\
        lets start over,begin again,start fresh
        """,
        .repetition: """
        repeat,repeat that,say that again,say it again,say again,come again,pardon,pardon me,sorry,excuse me,what was that,\
        what did you say,one more time,once more,i didnt catch that,i did not catch that,didnt catch that,i didnt hear you,\
        i didnt hear that,i missed that,didnt get that,i didnt get that,whatd you say,beg your pardon,i couldnt hear you,i did not hear you,i cant hear you,huh,what,again,again please,could you repeat that,\
        can you repeat that,what is that again,\
        say what,sorry what,restate that,run that by me again,what did you just say,repeat yourself,say it once more,\
        didnt understand that,i didnt understand that,i didnt follow,didnt follow,i couldnt understand,couldnt understand,\
        didnt quite catch,didnt quite hear,didnt quite get,could not hear,speak up,i didnt understand what you said,\
        i did not understand,i didnt get what you said
        """,
        .help: """
        help,help me,what can i say,what can you do,how does this work,what are my options,what are the options,\
        what are my choices,i dont know,i do not know,dont know,im not sure,i am not sure,not sure,no idea,i dont understand,\
        i do not understand,what do you mean,what should i say,what do i do,\
        i dunno,dunno,no clue,i have no clue,i havent a clue,not a clue,i have no idea,beats me,who knows,what can i ask,\
        what can i ask you,what do you do,how can you help,how can you help me,what can you help with,\
        what can you help me with,what are you able to do
        """,
        .wait: """
        hold on,one moment,just a moment,a moment,one second,just a second,one sec,a second,a sec,just a sec,give me a second,\
        give me a minute,give me a moment,hang on,wait,wait a minute,wait a second,one minute,just a minute,let me think,\
        let me see,bear with me
        """,
        .wrongNumber: "wrong number,the wrong number,misdialed,misdialled,dialed the wrong number",
        .urgency: """
        cant work,can not work,cannot work,unable to work,cant work at all,everything is down,completely down,nothing works,\
        nobody can,no one can,whole office,entire office,losing money,deadline,as soon as possible,asap,right away,\
        immediately
        """,
        .emergency: "urgent,urgently,emergency,critical,very urgent",
        .correction: """
        actually,i meant,i mean,sorry i meant,no i meant,rather,instead,correction,make that,make it,change it to,\
        change that to,scratch that,no sorry,sorry no
        """,
        .anyTime: """
        any time,anytime,whenever,any day,first available,next available,earliest available,soonest,the soonest,\
        as early as possible,earliest you have,i dont mind,doesnt matter,does not matter,no preference,im flexible,\
        i am flexible
        """,
        .filler: """
        um,uh,er,erm,hmm,ah,oh,well,so,like,just,now,then,and,the,that,thats,this,is,it,i,a,you,i think,i guess,you know,\
        lets see,to,for,me,my,with,on,that one,this one,the one,very,much,would,be,ill,i will,take,have,id like,i would like,\
        i want,can i,could i,may i,im,i am,its,its for,it is for,there,too,really,of,them,all,do,shall,we,lets,yourself,today,\
        at,in,will,am,are,was,your,day,here,by the way,any,can,could,can you,could you,would you,will you
        """,
    ])
}
