import Conversation
import Foundation
import Testing

@Suite struct NumberReaderTests {
    @Test(arguments: [
        ("two hundred and five", "205"), ("nineteen eighty four", "1984"), ("one twenty two", "122"), ("a dozen", "12"),
        ("half a dozen", "6"), ("half a", "0.5"), ("a couple", "2"), ("two and a half", "2.5"), ("2½", "2.5"), ("1 1/2", "1.5"),
        ("three quarters", "0.75"), ("one third", "\(Decimal(1) / 3)"), ("two point five", "2.5"), ("minus ten", "-10"),
        ("1,250", "1250"), ("12,34,567.89", "1234567.89"), ("half a million", "500000"), ("two million and a half", "2500000"),
        ("a hundred thousand", "100000"), ("double five", "55"), ("eleven hundred and one", "1101"), ("thirtyone", "31"),
        ("a couple hundred", "200"), ("2k", "2000"), ("a couple of dozen", "24"),
    ])
    func `a number is read whole`(text: String, value: String) {
        #expect(NumberReader.numbers(in: Utterance(text)).map { "\($0.value.value)" } == [value])
    }

    @Test(arguments: [("21st", 21), ("twenty first", 21), ("two hundredth", 200), ("thirtieth", 30), ("third", 3)])
    func `an ordinal tells which one`(text: String, value: Int) {
        let numbers = NumberReader.numbers(in: Utterance(text)).map(\.value)
        #expect(numbers == [SpokenNumber(Decimal(value), kind: .ordinal)])
    }

    @Test(arguments: [
        ("rooms 22, 24, 26", [22, 24, 26]), ("I want that one and two more", [2]), ("4000 3 hundred and 21", [4000, 321]),
        ("four five six", [4, 5, 6]), ("two twelve inch", [2, 12]), ("three and four", [3, 4]), ("another one", []),
    ])
    func `neighbouring numbers stay apart`(text: String, values: [Int]) {
        #expect(NumberReader.numbers(in: Utterance(text)).map(\.value.wholeNumber) == values)
    }

    @Test func `a reader can ask what begins at a token`() throws {
        let utterance = Utterance("I'd like two large and half a dozen small")
        let two = try #require(NumberReader.number(in: utterance, at: 2))
        #expect(two.number.wholeNumber == 2 && two.tokenCount == 1)
        let six = try #require(NumberReader.number(in: utterance, at: 5))
        #expect(six.number.wholeNumber == 6 && six.tokenCount == 3)
        #expect(NumberReader.number(in: utterance, at: 3) == nil)
    }
}
