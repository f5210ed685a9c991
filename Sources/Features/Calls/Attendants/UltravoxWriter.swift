import Conversation
import Core
import Foundation
import Storage
import Vendors
import Voice

/// Writes what Ultravox is asked for, from a business's own data: agents, calls, stages of calls.
struct UltravoxWriter: Sendable {
    /// The vendor's newest when nil.
    var model: String?
    /// Where Ultravox reaches this server, without a slash at the end.
    var callbackURL: String
    /// The first signs the callbacks of new calls.
    var webhookSecrets: [Secret]

    /// What changes from call to call in an agent's template.
    private enum Variable {
        static let facts = "facts"
        static let standing = "standing"
        static let toolToken = "tool_token"
        static let all = [facts, standing, toolToken]
    }

    private enum Limit {
        static let joinTimeout = Duration.seconds(30)
        static let longestCall = Duration.seconds(3600)
        static let toolTimeout = Duration.seconds(8)
        static let patience = Duration.seconds(10)
        /// In bytes, of an address that is called back.
        static let callback = 200
    }

    private static let resumption =
        "The line was cut off for a moment in the middle of the conversation. Say so in a few words, and go on where it was."

    /// The agent that answers a business's calls. What is said of the moment, and the token of a call's tools, each call brings along.
    ///
    /// - Parameter part: as `AttendantInstructions.part`.
    func agent(of business: Business.ID, part: String, tools: [ToolSchema], voice: VoiceConfiguration) -> UltravoxAgent.Draft {
        let instructions = AttendantInstructions(
            part: UltravoxVariable.literal(part), facts: UltravoxVariable.reference(to: Variable.facts),
            standing: UltravoxVariable.reference(to: Variable.standing))
        let token = Secret(UltravoxVariable.reference(to: Variable.toolToken))
        var template = template(
            instructions.text, self.tools(tools, of: business, token: token).map(\.withoutVariables), voice: voice)
        template.contextSchema = [
            "type": "object", "properties": .object(Dictionary(uniqueKeysWithValues: Variable.all.map { ($0, ["type": "string"]) })),
            "required": .array(Variable.all.map { .string($0) }), "additionalProperties": false,
        ]
        return UltravoxAgent.Draft(name: "voiceagent-\(business)", callTemplate: template)
    }

    /// A call of that agent.
    func agentCall(
        for session: CallSession, _ briefing: AttendantBriefing, over medium: Attendant.Medium, token: Secret
    ) -> UltravoxAgentCallRequest {
        UltravoxAgentCallRequest(
            templateContext: [
                Variable.facts: Secret(briefing.instructions.facts), Variable.standing: Secret(briefing.instructions.standing),
                Variable.toolToken: token,
            ], circumstances(of: session, briefing, over: medium))
    }

    /// A call that needs no agent.
    func call(
        for session: CallSession, _ briefing: AttendantBriefing, over medium: Attendant.Medium, token: Secret
    ) -> UltravoxCallRequest {
        UltravoxCallRequest(
            template(
                briefing.instructions.text, tools(briefing.tools, of: session.tenant.id, token: token), voice: briefing.voice),
            circumstances(of: session, briefing, over: medium))
    }

    /// A call's next stage, for an agent that has called a tool.
    func stage(of session: CallSession, _ briefing: AttendantBriefing, answering answer: ToolAnswer, token: Secret) -> UltravoxStage {
        UltravoxStage(
            systemPrompt: briefing.instructions.text, selectedTools: tools(briefing.tools, of: session.tenant.id, token: token),
            toolResultText: answer.text)
    }

    private func template(_ prompt: String, _ tools: [UltravoxTool], voice: VoiceConfiguration) -> UltravoxCallTemplate {
        var template = UltravoxCallTemplate(systemPrompt: prompt)
        template.model = model
        template.temperature = 0
        template.voice = voice.voice?.voice
        template.languageHint = voice.language
        template.joinTimeout = UltravoxDuration(Limit.joinTimeout)
        template.maxDuration = UltravoxDuration(Limit.longestCall)
        template.inactivityMessages = [
            .init(after: Limit.patience, "Are you still there?"),
            .init(after: Limit.patience, "I can't hear you. Please call again. Goodbye.", endBehavior: .hangUpSoft),
        ]
        // A dictated number has longer gaps than a sentence.
        template.vadSettings = .init(turnEndpointDelay: .milliseconds(512), minimumInterruptionDuration: .milliseconds(96))
        template.selectedTools = tools
        return template
    }

    private func circumstances(
        of session: CallSession, _ briefing: AttendantBriefing, over medium: Attendant.Medium
    ) -> UltravoxCircumstances {
        var circumstances = UltravoxCircumstances(medium: .init(medium))
        circumstances.firstSpeakerSettings =
            briefing.greeting.map { .agentSays($0, isUninterruptible: false) } ?? .agentIsTold(Self.resumption)
        circumstances.metadata = [UltravoxDesk.businessKey: "\(session.tenant.id)", "session": "\(session.id)"]
        if !briefing.transcript.isEmpty {
            circumstances.initialMessages = briefing.transcript.map { .init($0.isCaller ? .user : .agent, $0.text) }
        }
        let address = address(of: session.tenant.id)
        if let secret = webhookSecrets.first, address.utf8.count <= Limit.callback {
            let callback = UltravoxCircumstances.Callback(url: address, secrets: [secret])
            circumstances.callbacks = .init(ended: callback, billed: callback)
        }
        return circumstances
    }

    private func tools(_ tools: [ToolSchema], of business: Business.ID, token: Secret) -> [UltravoxTool] {
        tools.map { tool in
            UltravoxTool(
                name: tool.name, description: tool.description, parameters: tool.ultravoxParameters,
                callIDName: UltravoxDesk.callIDName, url: "\(address(of: business))/tools/\(tool.name)", token: token,
                timeout: Limit.toolTimeout)
        }
    }

    private func address(of business: Business.ID) -> String { "\(callbackURL)/webhook/\(business)/ultravox" }
}

extension UltravoxAgent.Draft {
    /// Another for every difference in what the vendor is to have.
    var fingerprint: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return Fingerprint.of(Secret(String(decoding: try encoder.encode(self), as: UTF8.self)))
        }
    }
}

extension UltravoxCircumstances.Medium {
    /// So far may the agent's sound run ahead of what is heard.
    private static let bufferMilliseconds = 10_000

    fileprivate init(_ medium: Attendant.Medium) {
        self =
            switch medium {
            case .relayed:
                .serverWebSocket(
                    .init(
                        sampleRate: PCM.hearingRate, clientBufferMilliseconds: Self.bufferMilliseconds,
                        dataMessages: ["userStartedSpeaking": true, "userStoppedSpeaking": true]))
            case .direct: .twilio
            }
    }
}

extension ToolSchema {
    /// The members of the arguments, as Ultravox wants them: one by one.
    fileprivate var ultravoxParameters: [UltravoxTool.Parameter] {
        guard case .object(let properties)? = parameters["properties"] else { return [] }
        return properties.sorted { $0.key < $1.key }.map { UltravoxTool.Parameter(name: $0.key, schema: $0.value) }
    }
}
