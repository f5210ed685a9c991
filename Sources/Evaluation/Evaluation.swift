public import Conversation
public import Foundation

/// Something the understanding is measured on by itself: one case in, one prediction out.
///
/// A task is told what a live call would know and nothing else; the id of a case is only copied.
protocol EvaluationTask: Sendable {
    associatedtype Input: Decodable
    associatedtype Output: Encodable

    func output(for input: Input) -> Output
}

/// The tasks by their names.
public struct Evaluation: Sendable {
    private let task: any EvaluationTask

    /// In the order in which help shows them.
    public static let tasks = [
        "numbers", "phone", "email", "datetime", "identity", "slots", "intents", "orders", "appointments", "dialogues",
    ]

    /// - Parameters:
    ///   - name: one of `tasks`.
    ///   - menus: by the venue's name; what orders are read against.
    ///   - now: the time of the measurement, where a case does not tell its own.
    public init?(_ name: String, menus: Menus, now: LocalDateTime) {
        switch name {
        case "numbers": task = NumbersTask()
        case "phone": task = PhoneTask()
        case "email": task = EmailTask()
        case "datetime": task = DateTimeTask(now: now)
        case "identity": task = IdentityTask(now: now)
        case "slots": task = SlotsTask(now: now)
        case "intents": task = IntentsTask()
        case "orders": task = OrdersTask(menus: menus)
        case "appointments": task = AppointmentsTask(now: now)
        case "dialogues": task = DialoguesTask(menus: menus, now: now)
        default: return nil
        }
    }

    /// The prediction for one case, both as one line of JSON.
    ///
    /// - Throws: `DecodingError` for a line that is no case of this task.
    public func prediction(for line: Data) throws -> Data {
        try Self.prediction(of: task, for: line)
    }

    private static func prediction<Task: EvaluationTask>(of task: Task, for line: Data) throws -> Data {
        try JSONEncoder().encode(task.output(for: JSONDecoder().decode(Task.Input.self, from: line)))
    }
}

/// A case that is nothing but words.
struct TextInput: Decodable {
    var id: String
    var text: String
}
