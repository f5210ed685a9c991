/// What callers say when they come back to something that was agreed before.
extension English {
    static let errands = PhraseTable<Errand.Purpose>([
        .callBack: """
        call me back,ring me back,phone me back,give me a call,give me a ring,a call back,a callback,callback,call back please,\
        have someone call me,have somebody call me,get someone to call me,get somebody to call me,someone to call me,somebody to call me,\
        someone call me,somebody call me
        """,
        .cancel: "cancel,cancelling,canceling,cancel it,call off,called off,get rid of,withdraw,wont be coming,will not be coming",
        .move: """
        reschedule,rescheduled,rescheduling,rebook,move,moving,move it,change,change it,postpone,push back,push it back,bring forward,\
        bring it forward,put off,put it off,make it another,different time for,another time for,cant make,can not make,cannot make,\
        wont make,shift
        """,
        .status: """
        when is,whens,what time is,what day is,when was,confirm,check on,check,status,the status of,status of,where is,wheres,\
        how far,any news,any update,update on,follow up,following up,what happened to,what happened with,what about,is my,\
        how long will,how long is,how is,hows,whats happening with,what is happening with,do i have,have i got,i have an,i have a,\
        look up,find my,did you get,i already,called earlier about,calling about,im calling about,waiting for,waiting on
        """,
        .again: """
        the usual,my usual,usual please,same as last time,same as always,same as usual,what i had last time,what i always have,\
        like last time,same thing as last time,the same order,same order as last time,repeat my last order,my last order again,reorder,\
        order again what,same again as last time
        """,
    ])

    /// Of what is moved, these need no noun to say what it is.
    static let reschedulingVerbs: Set<String> = ["reschedule", "rescheduled", "rescheduling", "rebook", "postpone"]

    /// Words before a record that is the caller's own.
    static let possessives: Set<String> = ["my", "our", "existing", "have", "had", "made", "that", "mine"]

    /// Between the noun of a record and its number.
    static let numberWords: Set<String> = ["number", "no", "nr", "is", "id"]

    static let digitWords: [String: String] = ["oh": "0", "o": "0", "zero": "0"]
}
