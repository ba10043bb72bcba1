import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium" | "icon";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  secondary:
    "border border-line-strong bg-surface text-ink hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent",
  quiet: "text-ink-soft hover:bg-hover hover:text-ink",
  danger: "border border-minus bg-surface text-minus-ink hover:bg-minus-soft",
};

const SIZES: Record<ButtonSize, string> = {
  small: "min-h-8 gap-1.5 px-2.5 text-sm",
  medium: "min-h-10 gap-2 px-4",
  icon: "size-9 justify-center",
};

/** The classes of a button, for links that look like one. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "small"): string {
  return classNames(
    "inline-flex shrink-0 items-center rounded-control font-medium transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-55",
    VARIANTS[variant],
    SIZES[size],
  );
}

export interface ButtonProps extends ComponentProps<"button"> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
}

/** A button; `type` is "button" unless told. An `icon` button needs an `aria-label`. */
export function Button({ variant = "secondary", size = "small", type = "button", className, ...rest }: ButtonProps) {
  return <button type={type} className={classNames(buttonClass(variant, size), className)} {...rest} />;
}
