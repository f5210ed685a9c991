/// Frequent names of people, in the form of `Utterance.Token.word`.
///
/// Every word can be a name; these only help to choose between what a recogniser heard. No name is refused for not being here.
extension English {
    /// Given names, and short forms of them, that are frequent in Britain, Ireland and the United States.
    static let givenNames: Set<String> = words(
        """
        aaron abbie abdul abigail abraham adam adrian ahmed aidan aimee aisha alan alastair albert albie alec alex alexander
        alexandra alexis alfie alfred ali alice alison alistair allan allen allison allyson amanda amber amelia amina amy andrea
        andrew angela angelo angus anita ann anna annabel anne annette anthony antonia antonio antony april arthur ash ashley
        audrey austin ava ayesha barbara barnaby barry beatrice belinda bella ben benjamin bernadette bernard bethany betty
        beverley beverly billy bobby bonnie brad bradley brandon brenda brendan brett brian bridget brittany bronwen bruce bryan
        byron callum calvin cameron carl carlos carly carol carole caroline carolyn cassandra catherine cedric chad charlene
        charles charlie charlotte cheryl chloe chris christian christina christine christopher claire clare clarence claude
        clayton cliff clifford clinton clive cody colin connie connor conor conrad constance cora courtney craig crystal curtis
        cynthia daisy dale damian damien damon dan daniel danielle danny daphne darlene darren dave david dawn dean debbie
        deborah debra declan delia denis denise dennis derek derrick desmond diana diane diego dominic dominick donald donna
        doris dorothy doug douglas drew duncan dwayne dwight dylan earl eddie edith edmund edward edwin eileen elaine eleanor
        elena elijah eliot eliza elizabeth ella ellen ellie elliot elliott ellis elmer elsie emily emma eric erica erin ernest
        estelle esther ethan ethel eugene eunice eva evan evelyn ezra faith fatima felicity felix fernando finley fiona florence
        floyd frances francesca francis francisco frank frankie franklin fred freda frederick gabriel gail gareth garry gary
        gavin gemma geoff geoffrey george georgia georgina gerald geraldine gerard gilbert giles gillian gina glen glenda glenn
        gloria glyn gordon grace graham grant greg gregory gus guy gwen hannah harold harriet harry harvey hassan hayley hazel
        heather hector heidi helen henrietta henry herbert herman hilary holly hope horace howard hubert hugh hugo humphrey ian
        ibrahim ida imogen imran ingrid ira irene iris isaac isabel isabella isla ivan ivy jack jacob jacqueline jacqui jade jake
        james jamie jane janet janice janine jared jasmine jason jasper javier jay jean jeanette jeff jeffrey jenna jennifer
        jenny jeremy jerome jerry jesse jessica jill jim jimmy jo joan joanna joanne jocelyn jodie joe joel john jon jonathan
        jordan jorge jose joseph josephine josh joshua joy joyce juan judith judy julia julian julie juliet june justin karen
        karim karina karl kate katherine kathleen kathryn kathy katie katrina kay kayla kayleigh keith kelly kelsey kelvin ken
        kenneth kent kerry kevin kieran kim kimberly kirk kirsten kirsty kurt kyle lachlan lana lance lara larry laura lauren
        laurence lawrence leah leanne lee lena leo leon leonard lesley leslie levi lewis liam lily linda lindsey lionel lisa
        lloyd logan lois lola loretta lori lorna lorraine louie louis louise lucas lucinda lucy luis luke luna luther lydia lynda
        lynn lynne lynsey mabel madison maisie malcolm mandy manuel marc marcia marcus margaret margot maria marian marie marilyn
        mario marion marjorie mark marlene martha martin martina martyn marvin mary mason mathew matilda matthew maureen maurice
        max maxine maxwell maya megan melanie melissa melvin mercedes mia micah michael michelle mick miguel mike mildred miles
        millie miriam mitchell mohamed mohammad mohammed mohsin moira molly monica morgan morris muhammad muriel murray myles
        myra nadia nancy naomi natalie natasha nathan nathaniel neal ned neil neville nicholas nick nicola nicolas nicole nigel
        nina noah noel nora noreen norma norman olive oliver olivia ollie omar oscar owen pablo paige pamela patricia patrick
        patsy paul paula pauline pearl pedro peggy penelope percy perry pete peter petra phil philip phillip phoebe phyllis poppy
        priscilla quentin quinn rachel rafael ralph ramon randy rashid raul ray raymond rebecca reece regina reginald rex rhian
        rhonda rhys ricardo richard rick ricky rita rob robert roberta robin robyn rod roderick rodney roger rohan roland ron
        ronald rory rosa rose rosemary rosie ross roxanne roy ruben ruby rufus rupert russell ruth ryan sabrina sadie sally
        salvador sam samantha samuel sandra santiago sara sarah sasha saul scott sean sebastian selina serena sergio seth shane
        shannon sharon shaun shawn sheila shelley sheryl shirley sian sidney silas simon simone siobhan sofia solomon sonia sonya
        sophia sophie spencer stacey stanley stella stephanie stephen steve steven stewart stuart sue summer susan susanna
        suzanne sylvia tamara tanya tara tariq ted terence teresa teri terrance terri terry tess thelma theo theodore theresa
        thomas tiffany tim timothy tina toby todd tom tommy toni tony tracey tracie tracy travis trevor tristan trudy tyler
        tyrone umar una ursula usman valerie vanessa vera vernon veronica victor victoria vince vincent viola violet virginia
        vivian wallace walter warren wayne wendy wesley wilfred will william willie willow winifred winston xavier yasmin yolanda
        yusuf yvonne zac zach zachary zara zoe
        """)

    /// Surnames that are frequent there.
    static let surnames: Set<String> = words(
        """
        abbott adams ahmed akhtar akram alexander ali allen anderson andrews armstrong arnold ashton atkins atkinson austin
        bailey baker ball banks barker barnes barnett barrett barton bates baxter begum bell bennett benson bentley berry birch
        bird bishop black blackburn blackwell blake bolton bond booth bourne bowen boyd boyle bradley bradshaw brady brennan
        briggs bright brookes brooks brown bryant buckley bull burgess burke burns burrows burton bush butler byrne cameron
        campbell carey carpenter carr carroll carter cartwright cassidy castillo chambers chan chandler chapman charlton chavez
        chen cho choi chung clark clarke clayton clements coates cohen cole coleman collins connolly connor conway cook cooke
        cooper costa cox crawford cross crossley cruz cullen cunningham curtis dale daly daniels davies davis dawson day dean
        dennis desai diaz dickinson dixon dobson dodd doherty donnelly donovan douglas doyle duffy duke duncan dunn dunne dutton
        dyer east eaton edmonds edwards egan elliot elliott ellis emery english evans everett farrell faulkner ferguson field
        fields finch finn fisher fitzgerald fleming fletcher flores flynn ford forster foster fowler fox francis franco franklin
        fraser freeman french frost fuller gallagher ganesh garcia gardner garner garza george gibbons gibbs gibson gilbert giles
        gill glover goddard godfrey goldberg gomez gonzales gonzalez good goodwin gordon gough gould grace graham grant gray
        green greene gregory grey griffin griffith griffiths gupta gutierrez hale hall hamilton hammond hampton hancock hansen
        hanson harding hardy hargreaves harper harrington harris harrison hart hartley harvey hawkins hayes haynes hayward healy
        heath henderson henry herbert hernandez hess hewitt hicks higgins hill hilton hobbs hodgson hogan holden holland holmes
        holt hooper hope hopkins horn horton houghton howard howarth howell howells hudson hughes hull humphreys humphries hunt
        hunter hurst hussain hutchinson ibrahim ingram iqbal irving islam jackson jacobs jain james jarvis jenkins jennings john
        johnson johnston jones jordan joseph joyce kane kaur kay keller kelley kelly kemp kennedy kent kerr khalil khan khatun
        kim king kirby kirk klein knight knowles kumar lamb lambert lane lang larson law lawrence lawson leach lee leonard lewis
        lim lin little liu lloyd locke long lopez lord love lowe lu lucas lynch lynn lyons macdonald mack mackenzie maguire
        mahmood mahon malik mann manning marks marsden marsh marshall martin martinez martins mason matthews may mayer mccann
        mccarthy mccoy mcdermott mcdonald mcgrath mcguire mckay mckenzie mclean mehta mellor mendes meredith metcalfe meyer miah
        michael middleton miles miller mills mistry mitchell monroe montgomery moon moore moran moreno morgan morley morris
        morrison morton moss muir mukherjee muller murphy murray myers nair nash naylor neal nelson newman newton ng nguyen
        nicholls nichols nicholson nicol nolan norman norris north norton novak obrien oconnell oconnor odell odonnell oleary
        oliver olsen olson oneill oreilly ortega ortiz osborne osullivan owen owens pace page paine palmer park parker parkes
        parkin parkinson parry parsons patel patrick patterson paul payne peacock pearce pearson peck penn perez perkins perry
        peters peterson pham phan phelps phillips pickering pierce pike pollard poole pope porter potter potts powell power pratt
        preston price prince pritchard pugh purcell quinn rahman ramirez ramos ramsey randall rao ray raymond read reed rees
        reeves reid reilly reyes reynolds rhodes rice rich richards richardson riley rios ritchie rivera rivers roberts robertson
        robinson robson rodriguez rogers romero rose ross rossi rowe rowland rowlands rowley ruiz russell ryan salazar salmon
        sanchez sanders saunders savage schmidt schneider schofield schultz schwartz scott sexton shah sharma sharp sharpe shaw
        sheppard short silva simmons simon simpson sims sinclair singh skinner slater sloan smart smith snow snyder soto spencer
        stafford stanley stark steele stephens stephenson stevens stevenson stewart stokes stone storey strong stuart suarez
        sullivan summers sutherland sutton swan swift sykes tait talbot tan tang tate taylor thomas thompson thomson thornton
        todd tomlinson torres townsend tran tucker turnbull turner tyler valentine vargas vasquez vaughan vega vincent wade
        wagner walker wall wallace wallis walsh walters walton wang ward ware warren washington waters watkins watson watts
        weaver webb webber weber webster weeks weiss welch wells west weston wheatley wheeler whelan whitaker white whitehead
        whitehouse whittaker wilkins wilkinson williams williamson willis wilson winter wise wolf wong wood woodhouse woods
        woodward wright wu wyatt xu yang yates york young yu zhang zimmerman
        """)
}
