import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../scripts/property-runs.ts";
import { maskPersonalData } from "./mask-personal-data.ts";

describe("what is masked", () => {
  test.each([
    ["write to kim@example.co.kr, please", "write to [e-mail], please"],
    ["메일은kim.min-su+sfo@mail.example.com입니다", "메일은[e-mail]입니다"],
    ["<O'Neil_7@EXAMPLE.org>", "<[e-mail]>"],
    ["문의: 홍길동@회사.한국 으로", "문의: [e-mail] 으로"],
    ["a@b.io b@c.io", "[e-mail] [e-mail]"],
    ["전화 010-1234-5678 주세요", "전화 [phone] 주세요"],
    ["01012345678로 연락", "[phone]로 연락"],
    ["010 1234 5678", "[phone]"],
    ["010.1234.5678", "[phone]"],
    ["010–1234–5678", "[phone]"],
    ["０１０－１２３４－５６７８", "０１０－１２３４－５６７８"],
    ["０１０-１２３４-５６７８", "[phone]"],
    ["011-234-5678", "[phone]"],
    ["(010) 1234-5678", "[phone]"],
    ["+82 10-1234-5678", "[phone]"],
    ["+821012345678", "[phone]"],
    ["+82-(0)10-1234-5678", "[phone]"],
    ["0082 10 1234 5678", "[phone]"],
    ["02-123-4567", "[phone]"],
    ["02) 1234-5678", "[phone]"],
    ["(031) 123-4567", "[phone]"],
    ["070-1234-5678", "[phone]"],
    ["0505-123-4567", "[phone]"],
    ["call +1 415 555 2671 now", "call [phone] now"],
    ["+44 (0)20 7946 0958", "[phone]"],
    ["(415) 555-2671", "[phone]"],
    ["415.555.2671", "[phone]"],
    ["card 4111 1111 1111 1111.", "card [card]."],
    ["4111-1111-1111-1111", "[card]"],
    ["5555555555554444", "[card]"],
    ["3782 822463 10005", "[card]"],
    ["30569309025904", "[card]"],
    ["order 1234 4111 1111 1111 1111", "order 1234 [card]"],
    ["9490 2200 0661 1406", "[card]"],
    ["9490 2200 0661 1405", "9490 2200 0661 1405"],
  ])("%s", (text, masked) => {
    expect(maskPersonalData(text)).toBe(masked);
  });

  test("900101-1234568: 2x9+3x0+4x0+5x1+6x0+7x1+8x1+9x2+2x3+3x4+4x5+5x6 = 124, 124 mod 11 = 3, 11 - 3 = 8", () => {
    expect(maskPersonalData("주민번호 900101-1234568 입니다")).toBe("주민번호 [id number] 입니다");
    expect(maskPersonalData("9001011234568")).toBe("[id number]");
    expect(maskPersonalData("900101-1234567")).toBe("900101-1234567");
  });

  test("a foreigner's 900101-523456: the sum is 8x4 = 32 more, 156 mod 11 = 2, 11 - 2 = 9; or 2 more, 11, which ends in 1", () => {
    expect(maskPersonalData("900101-5234569")).toBe("[id number]");
    expect(maskPersonalData("900101-5234561")).toBe("[id number]");
    expect(maskPersonalData("900101-5234564")).toBe("900101-5234564");
  });

  test("born since October 2020 there is no check digit: 201001-3 and any six digits, but not in one piece, nor born the day before", () => {
    expect(maskPersonalData("201001-3000000")).toBe("[id number]");
    expect(maskPersonalData("2010013000000")).toBe("2010013000000");
    expect(maskPersonalData("200930-3000000")).toBe("200930-3000000");
  });
});

describe("what stays", () => {
  test.each([
    "gate B12 at 10:45, waited 35 minutes",
    "2026-05-12",
    "2026.05.12 10:30",
    "12/05/2026",
    "주문번호 20260512-0001234",
    "order 2026-0512-0101",
    "order no. 4111111111111112",
    "1234567890123456",
    "0000 0000 0000 0000",
    "flight KE1234 and 02-05",
    "대표전화 1588-1234는 안 받아요",
    "991332-1234567",
    "900101-9234568",
    "0212345678",
    "price 1,200,000 won",
    "₩12,345,678",
    "1 + 15 = 16",
    "10@home, @sfo",
    "rated 5/5, 10 of 10",
    "12345678901234567890",
    "",
  ])("%s", (text) => {
    expect(maskPersonalData(text)).toBe(text);
  });

  test("text without digits and without @ is the very same, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(/[@\p{N}]/gu, "")),
        (text) => {
          expect(maskPersonalData(text)).toBe(text);
        },
      ),
      { numRuns: runs(200) },
    );
  });
});

test.each([
  ["4111111111111111-010-1234-5678", "[card]-[phone]"],
  ["4111 1111 1111 1111 010", "[card] 010"],
])("numbers that touch each other: %s is %s", (text, masked) => {
  expect(maskPersonalData(text)).toBe(masked);
});

test("masking what is masked changes nothing: the same file again says the same", () => {
  const pieces = fc.constantFrom(
    "010-1234-5678",
    "a@b.com",
    "4111111111111111",
    "900101-1234568",
    "+82 2 123 4567",
    "12",
    "-",
    " ",
    "느려요",
    "+",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const once = maskPersonalData(parts.join(""));
      expect(maskPersonalData(once)).toBe(once);
    }),
    { numRuns: runs(300) },
  );
});

test("a megabyte of digits and at signs takes no more than a moment", () => {
  for (const text of [
    "1".repeat(1_000_000),
    "1 ".repeat(500_000),
    "a.".repeat(500_000),
    "@".repeat(1_000_000),
    `${"a".repeat(1_000_000)}@`,
  ]) {
    expect(maskPersonalData(text)).toBe(text);
  }
}, 5_000);
