import Core
import Features
import Hummingbird
import Storage

/// The routes of the platform's operators.
extension VoiceServer {
    static func addOperatorRoutes(
        _ parts: Parts, _ doors: Doors, _ refusals: RefusalLimitMiddleware, _ addresses: Addresses, to routes: inout Routes,
        on router: Router<AppRequestContext>
    ) {
        let operators = router.group().add(middleware: refusals).add(middleware: PersonMiddleware(doors: doors)).group(
            context: PersonRequestContext.self)
        OperatorController(desk: parts.operatorDesk, addresses: addresses).addRoutes(to: &routes, on: operators)
        VisitController(desk: parts.operatorDesk, doors: doors).addRoutes(to: &routes, on: router.group().add(middleware: refusals))
    }
}
