/// Which of several things offered is meant: "the first one", "the last", "the earlier one".
enum Position: Sendable, Hashable {
    case first, second, third, fourth, last

    static let english = PhraseTable<Position>([
        .first: """
        first,first one,the first,1 st,earlier,the earlier,earlier one,earliest,sooner,either,either one,whichever,the former,\
        number one,option one
        """,
        .second: "second,second one,the second,2 nd,latter,the latter,number two,option two",
        .third: "third,third one,the third,3 rd,number three,option three",
        .fourth: "fourth,fourth one,the fourth,4 th,number four,option four",
        .last: "last,last one,the last,later,the later,later one,latest",
    ])

    /// Where that is among so many; nil when there are not as many.
    func index(in count: Int) -> Int? {
        let index =
            switch self {
            case .first: 0
            case .second: 1
            case .third: 2
            case .fourth: 3
            case .last: count - 1
            }
        return (0..<count).contains(index) ? index : nil
    }
}
