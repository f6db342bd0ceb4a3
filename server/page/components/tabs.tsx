import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';

/** A tab: its word, and what it shows. */
export interface Tab {
  readonly title: string;
  readonly content: () => ComponentChildren;
}

/** Some contents of which one is shown. The arrow keys, Home and End select another. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const [selected, setSelected] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const select = (index: number): void => {
    setSelected(index);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus();
  };
  const pressed = ({ key }: KeyboardEvent): void => {
    const last = tabs.length - 1;
    if (key === 'ArrowRight') select(selected === last ? 0 : selected + 1);
    if (key === 'ArrowLeft') select(selected === 0 ? last : selected - 1);
    if (key === 'Home') select(0);
    if (key === 'End') select(last);
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label} ref={list} onKeyDown={pressed}>
        {tabs.map(({ title }, index) => (
          <button
            key={title}
            type="button"
            role="tab"
            id={`${id}-${index}`}
            aria-controls={`${id}-panel`}
            aria-selected={index === selected}
            tabIndex={index === selected ? 0 : -1}
            onClick={() => setSelected(index)}
          >
            {title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${selected}`}>
        {tabs[selected]?.content()}
      </div>
    </div>
  );
}
