/// The words by which people steer a conversation, beyond those that a dialogue acts on (`SpeechAct`).
extension English {
    static let intentWords = PhraseTable<IntentClue>(subjectWords, steeringWords)

    private static let steeringWords: KeyValuePairs<IntentClue, String> = [
        .declining: """
        dont want,do not want,didnt want,did not want,dont need,do not need,dont wish,do not wish,wouldnt like,would not like,\
        no longer want,no longer need,not looking for,dont feel like,do not feel like
        """,
        .approving: """
        is good,is fine,is ok,is okay,is great,is perfect,is alright,are fine,are good,will do,will do it,will be fine,\
        will be good,would be fine,would do,would work,will work,is true,is yes,is correct,is right,is accurate,suits me,\
        sounds good,sounds fine,sounds great,works for me,works fine for me,is a true statement,is a fact,its ok,its fine
        """,
        .acknowledgement: """
        that is good,proceed,thats great,that is great,that would be great,awesome,true,factual,not wrong,accepted,solved,\
        works,got it,i see,understood,alright then,fair enough,cool,super,nice,amazing,makes sense,very true,so true,\
        quite true,quite right,quite so,just so,rightly so,spot on,bang on,dead on,thats the one,thats it exactly,as you say,\
        suits me,sweet,alrighty,righty,okie,okey,kk,gotcha,will do,happy with that,fantastic,terrific,marvellous,splendid,\
        superb,good to go,good to me,good with me,good by me,okay by me,ok by me,ok with me,okay with me,alright with me,\
        alright by me,nothing wrong with,youre not wrong,not a problem,i concur,concur,i approve,approve,approved by me,\
        i accept,i consent,undoubtedly,undeniably,unquestionably,no question,no doubt,no doubt about it,verified,validated,\
        carry on,please continue,continue,keep going,go right ahead
        """,
        .no: """
        falsehood,invalid,not it,disagree,never,not the case,isnt the case,not what i,no can do,no good,nein,never ever,\
        not in the least,not a chance,not likely,doubt it,i doubt,i doubt that,i refuse,not interested,not accurate,\
        isnt correct,isnt true,isnt accurate,not exactly,far from it,on the contrary,out of the question,nothing of the sort,\
        nothing like that,under no circumstances,not in a million years,over my dead body,forget that idea,dont agree,\
        do not agree,cannot agree,cant agree,that aint,not a fan,wouldnt say so,wouldnt say that
        """,
        .nothingMore: "complete my order,no else",
        .thanks: """
        thank,thanking,thankyou,thnks,thanku,helpful,been helpful,been very helpful,great job,good job,well done,you rock,\
        great help,big help,appreciate,appreciative,lot of help,so kind,thanx a lot,ty,tysm,thankful to you,thnx,thks,thank ya,\
        very kind,kind of you,nice of you,good of you,sweet of you,youre the best,you are the best,youre a star,you are a star,\
        lifesaver,life saver,youve helped,you have helped,you helped,you did great,you were great,you have been great,\
        youve been great,in your debt,i owe you,indebted,gratitude,bless you,youre awesome,you are awesome,nicely done,\
        good work,great work,means a lot,thank goodness you
        """,
        .bye: """
        catch you,signing off,nice talking,nice to talk,nice chatting,nice to chat,pleasure talking,pleasure to speak,\
        pleasure speaking,pleasure to talk,enjoyed talking,enjoyed speaking,enjoyed chatting,enjoyed our,nice conversation,\
        nice speaking,gotta go,have to go now,need to go now,hang up,have to leave,im leaving,i am leaving,gotta run,\
        have to run,gotta leave,good talking,great talking,good chat,great chat,nice meeting,good to talk,great to talk,\
        great chatting,good chatting,im off,i am off,must go,should go,going now,leave now,talk soon,talk later,chat later,\
        chatting with you,speaking with you,talking with you,conversing,talk again,chat again,see you next,lovely to speak,\
        lovely talking,lovely to talk,lovely speaking,see you tomorrow,see you tonight,see you next week,till tomorrow,\
        until tomorrow,until we meet again,ta ta,toodle pip,take it easy,hasta la vista,sayonara,godspeed,arrivederci,\
        auf wiedersehen,it was a pleasure,its been a pleasure,been a pleasure,was lovely,better go,better be going,ought to go,\
        got to go,got to run,need to run,need to go,need to leave,time to go,time for me to go,off now,heading out,head out,\
        heading off,i will let you go,ill let you go,let you get back,hanging up,end the call,ending the call,cya,ttyl,see u,\
        bbye,good bye,byebye,it was nice,was great talking,was good talking,was nice chatting,was fun talking,be on my way,\
        on my way out
        """,
        .partingWord: """
        later,laters,tomorrow then,peace,out,ta,cheers then,till later,until later
        """,
        .wellWish: """
        great day ahead,nice day,great day,awesome day,wonderful day,have a great one,day ahead,good evening to,lovely day,\
        pleasant day,good weekend,great weekend,nice weekend,lovely evening,pleasant evening,nice evening,great evening,\
        nice rest of your day,good rest of your day,safe travels,stay safe,take care of yourself,all the best,best wishes,\
        fantastic day,blessed day,beautiful day
        """,
        .hello: """
        yo,hai,hii,good mrng,gm,nice morning,lovely morning,lovely day,whats up,wassup,sup,what is up,whats new,\
        whats happening,heya,hallo,aloha,hola,bonjour,ciao bella,gday,g day,good to hear from you,good to hear your voice,\
        nice to hear from you,good to talk to you again,long time no see,long time no speak,welcome back,top of the morning,\
        happy to meet you,glad to meet you,good to meet you,great to meet you,great to see you,lovely to meet you,\
        delighted to meet you,hello again,hi again,well hello,evening,afternoon all,wazzup,whaddup
        """,
        .howAreYou: """
        how are you,how are things,hows it going,how is it going,how have you been,how do you do,how are you doing,\
        hows your day,how is your day,you doing,is the ai doing,hows everything,how is everything,whats going on,how goes it,\
        how you been,whats good,hows life,how is life,are you doing well,are you okay,are you well,hows your morning,\
        hows your evening,how was your day,how has your day,how you doing,how are we,how do you feel,how are ya,\
        you doing today,doing today,hows things,how has it been,how you are doing,how you are,how are you doing today,\
        how are things going,hows everything going,how are you feeling,how you feeling,how do you feel today,hows your week,\
        how was your weekend,hows your weekend,how was your week,how was your night,how was your evening,how was your morning,\
        hows your night,how are you this morning,how are you this evening,how are you tonight,hows tricks,\
        hows the world treating you,hows it hanging,how are things with you,how is your week,how is your evening,\
        how is your morning,hows the family,are you having a good day,having a good day,are you doing okay,\
        are you doing alright,are you doing ok,is everything okay with you,are you alright,you alright,are you good today,\
        hows your afternoon,how are you all,how is your life,how has life been,whats cracking
        """,
        .human: """
        your manager,the manager,a manager,supervisor,customer service rep,this bot,virtual agents,a human,human agent,\
        someone in charge,not a robot,not a bot,not a machine,real agent,human representative,human support,human assistance,\
        your other agent,other agent,this is frustrating,really frustrating,a live human,live representative,\
        actual representative,actual agent,flesh and blood,human operator,human voice,human rep,human advisor,human assistant,\
        somebody in charge,who is in charge,whoever is in charge,whos in charge,person in charge,your boss please,a supervisor,\
        shift manager,duty manager,team leader,a colleague,your colleague,a colleague of yours,tired of talking to a machine,\
        not talking to a machine,helpline operator,support team,support agent,support representative,sales representative,\
        sales rep,service representative,call centre agent,call center agent,can somebody else,can someone else,\
        could somebody else,could someone else,let someone else,let somebody else,someone else to help,somebody else to help
        """,
        .talking: """
        speak,speaking,talk,talking,talk with,connect me,put me through,transfer me,pass me,put me on,customer care,escalate,\
        connect me with,connect me to,chat with,talk directly,speak directly,put me in touch,get in touch,patch me,\
        patch me through,route me,forward me,hand me over,hand me off,hand over,pass me on,pass me over,direct me to,\
        connected to,connected with,transferred to,transfer me to,transfer my call,pick up the phone,a word with,have a word,\
        chat to,discuss with,discuss this with,assisted by,helped by,get hold of,get a hold of
        """,
        .person: """
        anyone,advisor,adviser,human being,people,rep,staff,somebody else,someone else,agents,front desk,human,a human,\
        operator,representative,agent,advisors,employee,member of staff,staff member,team member,consultant,associate,\
        colleague,supervisor,manager
        """,
        .stop: """
        stop talking,stop it,stop that,stop this,just stop,please stop,needs to stop,abort,quit,eliminate,forget what,halt,\
        end this,be quiet,shut up,cease,you can stop,stop now,stop what,hold off,dont do that,dont do it,undo that,undo it,\
        do not do,end it,kill it,dismiss,stop doing,stop right,stop everything,stop there,stop right there,stop immediately,\
        just forget,please forget,forget what i,forget i asked,forget i said,forget all,stop working on,stop what you,\
        stop whatever,stop that action,abort that,abort mission,cease and desist,thats enough,hold it,hold everything,\
        wait stop,no stop,leave it alone,let it go,let it be,let that go,dont continue,do not continue,dont proceed,\
        do not proceed,dont go on,do not go on,discontinue,cut it out,cut that out,knock it off,give it a rest,zip it,hush,\
        silence please,back out of,exit this,escape,go back to the start,skip that,scrub that,undo what,take back what,\
        withdraw my request
        """,
        .again: """
        repeating,say that,say it,you say,you said,you saying,ask me,go over that,just said,were saying,rephrase,restate,\
        once again,retell,what was it you,go over it again,tell me again,say one more,asked me,your last,last thing you,\
        just saying,was said,hear that again,question again,phrase that,rephrase that,repeat that,repeat it,repeat what,\
        repeat yourself,repeat your,repeat the last,repeat please,please repeat,to repeat,you repeat,me repeat,reiterate,\
        come again,run that by,run it by me,run through that,go through that again,one more time,once more,another time please,\
        what did you just,what you just,you just say,you were saying,you asking,you asked,what was the question,\
        whats the question,the last part,last part again,last bit again,read that again,read it again,missed what,missed that,\
        missed your,didnt hear,did not hear,couldnt hear,could not hear,cant hear you,cannot hear you,cant hear,cannot hear,\
        hard to hear,didnt catch,did not catch,couldnt catch,didnt get what you,did not get what you,misheard,mishear,\
        hard of hearing,cutting out,breaking up,broke up,bad line,bad connection,say what you,say your,echo that
        """,
        .capability: """
        you can help,you can do,you do for me,what can you do,what all can you,can you help me with,can you help with,\
        you know how to do,know about,are you capable,you capable,your capabilities,can i ask you,can you answer,questions can,\
        kinds of things,types of things,type of things,kind of things,sorts of things,what things,can you assist,you good at,\
        you familiar with,help me do,subjects,topics,areas of,can ask you,your skills,your expertise,your functions,\
        things you can,you able to do,questions do you,kinds of questions,type of questions,types of questions,your abilities,\
        your features,what stuff,stuff do you,able to help,assist with,assist me,talk to you about,designed to,what you do,\
        your purpose,what else can,ask of you,your areas,capable of,can you handle,your knowledge,you can assist,\
        can i say to you,could you help with,could you do for,things can you,things do you,things you know,\
        what do you know how,what are you able,what are you capable,what you can,what can i ask,what could i ask,\
        what should i ask,what may i ask,what may i do,what might i,your limits,your limitations,your talents,your specialty,\
        your specialties,your strengths,your uses,you useful for,you used for,you offer me,help can you,assistance can you,\
        able to answer,able to do for,able to talk about,what all do you,everything you can,anything you can,you equipped,\
        you programmed,you trained,you made for,can do for me,do you specialize,you knowledgeable,you answer,\
        can you tell me about yourself
        """,
        .unsure: """
        not sure,unsure,not certain,uncertain,maybe,perhaps,possibly,might,could be,either way,dont know,do not know,idk,\
        no idea,no clue,couldnt say,cant say,cannot say,undecided,hard to say,not really know,dont really know,havent decided,\
        cant decide,not actually sure,not completely certain,not completely sure,not entirely sure,hard to tell,who knows,\
        have no idea,dont have a clue,cant tell,not quite sure,not really sure,not too sure,not positive,possible but,toss up,\
        depends,im torn,dunno,beats me,its possible,it is possible,possibility,may be,on the fence,no telling,couldnt tell you,\
        unclear,wouldnt know,not that i know,cant be sure,cant be certain,kinda,sort of,your guess,no way to know,not a clue,\
        havent a clue,havent got a clue,not 100,cannot be sure,conceivably,no preference,questionable,iffy,not know,yes or no,\
        neither yes nor no,who can say,hmm,not clear,isnt clear,im confused,no earthly idea,no inkling,not the foggiest,\
        havent the foggiest,not the faintest,couldnt be sure,couldnt be certain,no way of knowing,no way to tell,\
        difficult to say,tough to say,tough call,hard to know,impossible to say,impossible to know,remains to be seen,\
        anybodys guess,anyones guess,who can tell,only time will tell,time will tell,im wondering if i,could go either way,\
        fifty fifty,50 50,up in the air,not decided,not made up my mind,havent made up my mind,cant make up my mind,\
        on the fence about,in two minds,of two minds,im at a loss,at a loss,stumped,search me,you got me,god knows,\
        heaven knows,lord knows,goodness knows,i guess maybe,not fully sure,not 100 percent,not a hundred percent,\
        not one hundred percent,not absolutely sure,not absolutely certain,not quite certain,couldnt tell,indifferent,\
        cant decide between,no opinion,no strong feelings,skeptical,undetermined,probably not sure,i suppose maybe
        """,
    ]
}
