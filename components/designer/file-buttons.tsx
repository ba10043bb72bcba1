"use client";

import { Download, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ChangeEvent, useRef } from "react";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { filePath } from "./questions.ts";

/** The journey as a file of `journey put`. */
export function ExportLink({ journey }: { readonly journey: string }) {
  const t = useTranslations("designer.file");
  return (
    <a href={filePath(journey)} download className={buttonClass()}>
      <Download aria-hidden="true" className="size-4" />
      {t("export")}
    </a>
  );
}

export interface ImportButtonProps {
  readonly disabled?: boolean;
  /** What the file holds; undefined: it is no JSON. */
  readonly onFile: (json: unknown) => void;
}

/** Reads such a file from the reader's machine. */
export function ImportButton({ disabled = false, onFile }: ImportButtonProps) {
  const t = useTranslations("designer.file");
  const input = useRef<HTMLInputElement>(null);

  async function read(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const element = event.currentTarget;
    const text = await element.files?.[0]?.text();
    // The same file can be chosen again, after it was mended.
    element.value = "";
    if (text !== undefined) onFile(jsonOf(text));
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        aria-label={t("choose")}
        hidden
        onChange={(event) => void read(event)}
      />
      <Button disabled={disabled} onClick={() => input.current?.click()}>
        <Upload aria-hidden="true" className="size-4" />
        {t("import")}
      </Button>
    </>
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
