"""The address that registration answers with leads an owner on."""


def test_the_setup_address_of_a_new_business_is_a_page(new_server):
    server = new_server()
    registered = server.register("roma")
    assert registered["setup_url"].endswith("/setup")
    page = server.request("GET", "/setup", headers=server.host("roma"))
    assert page.status_code == 200 and page.headers["Content-Type"].startswith("text/html")
