/** Commands about the store as a whole: migrate, verify, rebuild, backup, restore, erase. */
import { createHmac } from "node:crypto";
import { existsSync } from "node:fs";
import type { Command } from "commander";
import { writeAudit } from "#db/audit.ts";
import { backupStore, restoreStore } from "#db/backup.ts";
import { eraseCustomer } from "#db/erase.ts";
import { rebuildStore } from "#db/rebuild.ts";
import { rebuildProgress } from "#db/rebuild-rows.ts";
import { verifyStore } from "#db/recount.ts";
import { customerKey, storeSecret } from "#db/secret.ts";
import { databaseUrl, EXIT, print, printJson, tell, withStore } from "../context.ts";
import { finishInterrupted, progressText, tellProgress } from "../rebuild-progress.ts";

/** How a customer reference is stored: an HMAC-SHA-256 under the store's secret, in hexadecimal. */
export function customerHasher(): (reference: string) => string {
  let key: string | undefined;
  return (reference) => {
    key ??= customerKey(storeSecret(databaseUrl()));
    return createHmac("sha256", key).update(reference).digest("hex");
  };
}

export function addStoreCommands(root: Command): void {
  root
    .command("migrate")
    .description("bring the store up to this version")
    .action(() => withStore((store) => print(`The store at ${store.path} is up to date.`)));

  root
    .command("verify")
    .description("recount whatever is stored twice and compare")
    .option("--json", "one JSON document on standard output")
    .action((options: { json?: boolean }) =>
      withStore((store) => {
        const result = verifyStore(store);
        const rebuild = rebuildProgress(store);
        if (rebuild) tell(`A change is not in effect yet: ${progressText(rebuild)}. What is compared is what was before it.`);
        if (options.json) printJson({ cells: result.cells, differences: result.differences });
        else print(`${result.cells} compared, ${result.differences} differ.`);
        for (const example of result.examples) tell(example);
        if (result.differences > 0) process.exitCode = EXIT.input;
      }),
    );

  root
    .command("rebuild")
    .description("derive visits and rollups anew from the touches")
    .action(() =>
      withStore(async (store) => {
        const { visits } = await rebuildStore(store, tellProgress());
        writeAudit(store, { at: Date.now(), actor: "cli", action: "store:rebuild", detail: { visits } });
        print(`Derived ${visits} visits anew.`);
      }),
    );

  root
    .command("backup")
    .argument("<file>", "a new file")
    .description("write a consistent copy, and the store's secret beside it")
    .action((file: string) =>
      withStore((store) => {
        backupStore(store, databaseUrl(), file);
        const secret = existsSync(`${file}.secret`);
        print(
          secret
            ? `Wrote ${file} and ${file}.secret: keep the two together, and keep them safe.`
            : `Wrote ${file}. The secret comes from VERDAD_SECRET: keep that with it.`,
        );
      }),
    );

  root
    .command("restore")
    .argument("<file>", "a copy made by backup")
    .description("put a copy in the store's place")
    .action((file: string) =>
      withStore(async (store) => {
        await restoreStore(store, databaseUrl(), file);
        print(`Restored ${store.path} from ${file}.`);
      }),
    );

  root
    .command("erase")
    .requiredOption("--customer <reference>", "the customer's reference, as the source gives it")
    .description("forget a customer: visits go now, and rows that bring the customer again stay out")
    .action((options: { customer: string }) =>
      withStore(async (store) => {
        await finishInterrupted(store);
        const visits = await eraseCustomer(store, customerHasher()(options.customer), Date.now);
        writeAudit(store, { at: Date.now(), actor: "cli", action: "customer:erase", detail: { visits } });
        print(`Erased ${visits} visits.`);
      }),
    );
}
