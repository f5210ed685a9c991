import Testing

@testable import Vendors

@Suite struct StripeValueTests {
    /// What Stripe's own encoder made of the value in the next test, but for spaces.
    private static let encoded = """
        customer=cus_1&items%5B0%5D%5Bprice%5D=price_a&items%5B0%5D%5Bquantity%5D=1&items%5B1%5D%5Bprice%5D=price_b\
        &metadata%5Btenant_id%5D=t_42&metadata%5Bnote%5D=a%26b+c&trial_settings%5Bend_behavior%5D%5Bmissing_payment_method%5D=pause\
        &cancel_at_period_end=false&expand%5B0%5D=latest_invoice&description=
        """

    @Test func `nested values, indexed lists and cleared fields are written as Stripe's own library writes them`() {
        let value: StripeValue = [
            "customer": "cus_1", "items": [["price": "price_a", "quantity": 1], ["price": "price_b"]],
            "metadata": ["tenant_id": "t_42", "note": "a&b c"], "trial_settings": ["end_behavior": ["missing_payment_method": "pause"]],
            "cancel_at_period_end": false, "expand": ["latest_invoice"], "description": .cleared,
        ]
        #expect(value.form.encoded == Self.encoded.replacing("+", with: "%20"))
        #expect(FormFields(encoded: Self.encoded.utf8) == value.form)
    }

    @Test func `what is absent is not sent`() {
        let value: StripeValue = [
            "a": .absent, "b": StripeValue(nil as Int?), "c": StripeValue(nil as String?), "d": ["e": .absent], "f": 0,
        ]
        #expect(value.form.encoded == "f=0")
    }
}
