"""Files on their way in: samples, and uploads that are refused with a reason a person can act on."""

from tests.product import Product


async def test_a_sample_file_is_added_once_and_no_other_name_is_taken(product: Product) -> None:
    mara = await product.register()
    first, second = [await mara.post("/files/samples", {"name": "landing-ab.csv"}) for _ in range(2)]
    assert first.status_code == second.status_code == 201
    assert first.json()["id"] == second.json()["id"]
    for name in ("../organization.yaml", "nothing.csv", "/etc/passwd"):
        answer = await mara.post("/files/samples", {"name": name})
        assert (answer.status_code, answer.json()["code"]) == (404, "file_not_found")
