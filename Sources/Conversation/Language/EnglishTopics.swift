/// What callers ask about a business in the middle of a call.
enum Topic: Sendable, Hashable {
    case hours, delivery, price, total, ingredients, allergens, recommendation, menu, soFar, place, businessPhone, duration
    /// "Do you have…": about what follows.
    case having
    /// Who or what is speaking.
    case agent
    /// Something that the business's data does not tell.
    case other
    /// "Is the…", "does it…": what something is like.
    case being

    /// Asked of any business, whatever it does.
    var isOfBusiness: Bool { self == .hours || self == .businessPhone || self == .soFar || self == .agent }

    static let english = PhraseTable<Topic>([
        .hours: """
        what time do you close,what time do you open,when do you close,when do you open,when are you open,are you open,\
        you open,open until,opening hours,opening times,business hours,your hours,what hours,how late,closing time,\
        do you close,do you open,what are the hours,still open,you closed,closing,are you closed,you open till,\
        what time are you open,when do you guys open,when do you guys close,your opening,open on,open at
        """,
        .delivery:
            "do you deliver,do you do delivery,can you deliver,do you have delivery,do you do takeaway,do you do takeout,do you do pickup",
        .price: "how much,price,prices,price of,cost,costs,how expensive,whats the price,what is the price",
        .total: """
        how much is that,how much is it,how much will that be,how much will it be,how much would that be,\
        how much does that come to,how much is everything,how much altogether,how much in total,whats my total,\
        what is my total,whats the total,what is the total,the total,my total,how much so far,how much do i owe,\
        how much is the order,how much is my order
        """,
        .ingredients: """
        whats in,what is in,whats on,what is on,what comes on,what comes with,what comes in,ingredients,made of,made with,\
        made from,whats the difference,what is the difference,difference between,tell me about,describe,what kind of thing is
        """,
        .allergens: "allergen,allergens,allergic,allergy,allergies,contain,contains,free of,intolerant,intolerance",
        .recommendation: """
        recommend,recommendation,recommendations,suggest,suggestion,suggestions,whats good,what is good,whats popular,\
        what is popular,most popular,your favorite,your favourite,best seller,bestseller,specials,whats special,\
        what is special,your best
        """,
        .menu: """
        menu,the menu,what do you have,what have you got,what do you offer,what do you sell,what do you serve,\
        what can i order,what can i get,what can i have,what can i book,what kind of,what kinds of,what types of,what sort of,\
        what sorts of,which services,what services,what else do you have,cheapest,something cheap,anything cheap,the cheapest,what is there,whats there,\
        do you have anything,have you got anything,is there anything,anything with,anything without
        """,
        .agent: """
        are you a robot,are you a bot,are you a machine,are you real,are you human,are you a human,are you a person,are you an ai,\
        are you a real person,is this a robot,is this a machine,is this a recording,am i talking to a robot,am i talking to a machine,\
        am i talking to a real person,am i talking to a person,am i speaking to a real person,am i speaking to a person,\
        who are you,who am i talking to,who am i speaking to
        """,
        .having: """
        do you have,do you do,do you sell,do you serve,do you offer,do you carry,have you got,is there,are there,do you make,\
        you guys have,you have any
        """,
        .being: "is the,are the,does the,do the,does it,does that,is it,is that,are they,are those,do they,can you tell me",
        .soFar: """
        read it back,read that back,read me the order,read my order,what do i have,what do i have so far,what have i got,\
        whats on my order,what is on my order,what did i order,repeat my order,repeat the order,what have you got so far,\
        whats my order,what is my order,read back my order,go over my order,whats in my order,what is in my order,whats in the order,what do you have down,what have you got down
        """,
        .place: """
        where are you,your address,whats your address,located,your location,where is it,how do i find you,how do i get there,\
        directions
        """,
        .businessPhone: "your phone number,your number,number can i call,a number to call,call you back,call you directly",
        .duration: "how long does,how long is,how long will,how long would,how long do,how many minutes",
    ])
}
