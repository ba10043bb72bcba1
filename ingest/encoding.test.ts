import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decodeFile, detectEncoding } from "./encoding.ts";
import { InputError } from "./input-error.ts";
import { withFile } from "./testing.ts";

const KOREAN = "방문,평점\n홍길동,5\n뷁똠방각하,3\n";

async function decoded(bytes: Buffer, encoding?: string): Promise<[string, string, boolean]> {
  return withFile(bytes, async (file) => {
    const name = encoding ?? (await detectEncoding(file));
    let text = "";
    let damaged = false;
    for await (const chunk of decodeFile(file, name)) {
      text += chunk.text;
      damaged ||= chunk.damaged;
    }
    return [name, text, damaged];
  });
}

describe("encodings", () => {
  it.each([
    ["utf-8", Buffer.from(KOREAN)],
    ["utf-8", Buffer.from(`\uFEFF${KOREAN}`)],
    ["cp949", iconv.encode(KOREAN, "cp949")],
    ["utf-16le", iconv.encode(KOREAN, "utf-16le", { addBOM: true })],
    ["utf-16be", iconv.encode(KOREAN, "utf-16be", { addBOM: true })],
    ["utf-16le", iconv.encode(`visit,rating\n${KOREAN}`, "utf-16le")],
    ["utf-16be", iconv.encode(`visit,rating\n${KOREAN}`, "utf-16be")],
  ])("%s is detected and read without its mark", async (name, bytes) => {
    const [found, text, damaged] = await decoded(bytes);
    expect([found, damaged]).toEqual([name, false]);
    expect(text.endsWith(KOREAN)).toBe(true);
    expect(text).not.toContain("\uFEFF");
  });

  it("ASCII alone is UTF-8; the first Korean may stand a megabyte into the file", async () => {
    const ascii = "a,b,c\n".repeat(300_000);
    expect((await decoded(Buffer.from(ascii)))[0]).toBe("utf-8");
    const late = await decoded(Buffer.concat([Buffer.from(ascii), iconv.encode(KOREAN, "cp949")]));
    expect([late[0], late[1] === ascii + KOREAN]).toEqual(["cp949", true]);
  });

  it("characters cut by the end of a chunk come out whole: 3-byte Hangul and 4-byte emoji over 800,000 bytes", async () => {
    for (const text of ["가나다".repeat(90_000), `x${"🛫".repeat(200_000)}`]) {
      for (const encoding of ["utf-8", "utf-16le"]) {
        const found = await decoded(iconv.encode(text, encoding), encoding);
        expect([found[1] === text, found[2]]).toEqual([true, false]);
      }
    }
    const korean = `x${"가나다".repeat(200_000)}`;
    expect((await decoded(iconv.encode(korean, "cp949"), "cp949"))[1] === korean).toBe(true);
  });

  it("bytes that are not of the encoding are said to be damaged", async () => {
    expect(await decoded(Buffer.from([0x61, 0xff, 0x0a]), "utf-8")).toEqual(["utf-8", "a\uFFFD\n", true]);
    expect((await decoded(Buffer.from([0x61, 0xea, 0xb0]), "utf-8"))[2]).toBe(true);
  });

  it("neither UTF-8 nor CP949: asks for the encoding; no file, a folder: says so", async () => {
    await expect(decoded(Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x0a]))).rejects.toThrow(/neither UTF-8 nor CP949/);
    await expect(detectEncoding("/nowhere/at-all.csv")).rejects.toThrow(InputError);
    await expect(detectEncoding("/")).rejects.toThrow(/folder/);
  });

  it("lines that end with CR alone are lines", async () => {
    expect((await decoded(Buffer.from("a,b\r1,2\r")))[1]).toBe("a,b\n1,2\n");
    expect((await decoded(Buffer.from("a,b\r\n1,2\r\n")))[1]).toBe("a,b\r\n1,2\r\n");
  });
});
