/** The version of the site in its top bar: plain text, or a choice where a list of versions is served. */
import { useData } from 'vitepress';
import { computed, defineComponent, h, onMounted, ref } from 'vue';
import type { Served } from '../../settings.ts';

/** An entry of the list: the version, and the path of its site. */
interface Entry {
  readonly version: string;
  readonly path: string;
}

export const Version = defineComponent(() => {
  const { theme, site } = useData<Served>();
  const entries = ref<readonly Entry[]>([]);
  const others = computed(() => entries.value.filter(({ version }) => version !== theme.value.version));
  onMounted(async () => {
    const { versions } = theme.value;
    if (versions !== undefined) entries.value = await listAt(versions);
  });
  return () =>
    others.value.length === 0
      ? h('span', { class: 'version' }, theme.value.version)
      : h(
          'select',
          {
            class: 'version',
            'aria-label': 'Version',
            onChange: ({ target }: Event) =>
              open(entries.value, (target as HTMLSelectElement).value, site.value.base),
          },
          [{ version: theme.value.version }, ...others.value].map(({ version }) => h('option', version)),
        );
});

// --- internal ---

/** @returns an empty list where there is none: then the site shows its own version only */
async function listAt(address: string): Promise<readonly Entry[]> {
  try {
    const answer = await fetch(address);
    const list: unknown = answer.ok ? await answer.json() : [];
    return Array.isArray(list) ? list.filter(isEntry) : [];
  } catch {
    return [];
  }
}

/** True for an entry that stays on this host. */
const isEntry = (value: Partial<Entry> | null): value is Entry =>
  typeof value?.version === 'string' && typeof value.path === 'string' && /^\/([^/\\].*)?$/.test(value.path);

/** Opens the same page of another version if it has one, and else its first page. */
async function open(entries: readonly Entry[], version: string, base: string): Promise<void> {
  const path = entries.find((entry) => entry.version === version)?.path;
  if (path === undefined) return;
  const same = path + location.pathname.slice(base.length);
  const answer = await fetch(same, { method: 'HEAD' }).catch(() => undefined);
  location.assign(answer?.ok ? same + location.hash : path);
}
