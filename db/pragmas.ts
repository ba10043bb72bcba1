/** Settings of a connection that hold for one piece of work. */
import type { Driver } from "./open.ts";

/** Runs `work` with the settings changed, and puts them back whatever happens. Not inside a transaction. */
export async function withPragmas<T>(driver: Driver, settings: Readonly<Record<string, number>>, work: () => Promise<T> | T): Promise<T> {
  const usual = Object.entries(settings).map(([name, value]) => {
    const before = Number(driver.pragma(name, { simple: true }));
    driver.pragma(`${name} = ${value}`);
    return `${name} = ${before}`;
  });
  try {
    return await work();
  } finally {
    for (const setting of usual) driver.pragma(setting);
  }
}
