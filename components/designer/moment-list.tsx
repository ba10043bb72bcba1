"use client";

import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { toLocale } from "#components/format.ts";
import type { StoredMomentTotals } from "#domain/designer-document.ts";
import type { KnownChannel } from "./changes-list.tsx";
import type { JourneyDraft } from "./draft.ts";
import type { DraftEdit } from "./draft-edits.ts";
import type { PlacedFaults } from "./faults.ts";
import { MomentRow, nameOf } from "./moment-row.tsx";
import { useLittleMotion } from "./use-little-motion.ts";

export interface MomentListProps {
  readonly draft: JourneyDraft;
  readonly channels: readonly KnownChannel[];
  /** What is stored, by the moment's key. */
  readonly totals: Readonly<Record<string, StoredMomentTotals>>;
  readonly faults: PlacedFaults;
  /** The draft's names of the moments whose fields are shown. */
  readonly open: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
  readonly onEdit: (edit: DraftEdit) => void;
  readonly isLocked: boolean;
}

/** How far the pointer goes before it drags, in pixels: a click is none. */
const DRAG_FROM = 4;

/** The moments in their order, which is changed by dragging, or by the keyboard: space lifts and drops, arrows move. Both are spoken. */
export function MomentList({ draft, channels, totals, faults, open, onToggle, onEdit, isLocked }: MomentListProps) {
  const t = useTranslations("designer");
  const locale = toLocale(useLocale());
  const isStill = useLittleMotion();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: DRAG_FROM } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const living = draft.moments.filter((moment) => !moment.archived);
  const ids = living.map(({ id }) => id);

  const say = (key: "lifted" | "over" | "dropped" | "cancelled", id: unknown, at: unknown): string => {
    const moment = living.find((one) => one.id === id);
    return t(`list.${key}`, {
      moment: moment ? nameOf(moment.name, locale) || t("unnamed") : "",
      place: ids.indexOf(String(at)) + 1,
      of: ids.length,
    });
  };
  // A moment is over its own place as soon as it is lifted: that would be spoken over the lifting.
  const hasMoved = useRef(false);
  const announcements: Announcements = {
    onDragStart: ({ active }) => {
      hasMoved.current = false;
      return say("lifted", active.id, active.id);
    },
    onDragOver: ({ active, over }) => {
      hasMoved.current ||= over !== null && over.id !== active.id;
      return hasMoved.current ? say("over", active.id, over?.id ?? active.id) : undefined;
    },
    onDragEnd: ({ active, over }) => say("dropped", active.id, over?.id ?? active.id),
    onDragCancel: ({ active }) => say("cancelled", active.id, active.id),
  };

  function drop({ active, over }: DragEndEvent): void {
    const to = over ? ids.indexOf(String(over.id)) : -1;
    if (to >= 0 && active.id !== over?.id) onEdit({ kind: "move", id: String(active.id), to });
  }

  let position = 0;
  return (
    <DndContext
      id="moments"
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={drop}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t("list.instructions") } }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol className="grid gap-2">
          {living.map((moment) => (
            <MomentRow
              key={moment.id}
              moment={moment}
              position={moment.role === "touchpoint" ? ++position : null}
              channels={channels}
              answers={totals[moment.key]?.answers ?? []}
              faults={faults.moments.get(moment.id)}
              isOpen={open.has(moment.id)}
              onToggle={() => onToggle(moment.id)}
              onEdit={onEdit}
              isLocked={isLocked}
              isMarkedNew={moment.isNew && !draft.isNew}
              isStill={isStill}
            />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}
