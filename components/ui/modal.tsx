"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { FLOATING } from "./popover.tsx";

export interface ModalProps {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions: ReactNode;
  /** Escape was pressed. */
  readonly onClose: () => void;
}

/** A question that has to be answered before anything else: the platform's own dialog, which holds the focus and gives it back. */
export function Modal({ title, children, actions, onClose }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className={`${FLOATING} m-auto max-h-[min(44rem,calc(100dvh-2rem))] w-[min(36rem,calc(100vw-2rem))] overflow-y-auto p-5 backdrop:bg-scroll`}
    >
      <h2 id={id} className="text-lg font-semibold">
        {title}
      </h2>
      <div className="mt-2 grid gap-3">{children}</div>
      <div className="mt-5 flex flex-wrap justify-end gap-2">{actions}</div>
    </dialog>
  );
}
