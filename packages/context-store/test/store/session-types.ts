// Checked by the compiler (`pnpm typecheck`); there is nothing to run.
import type { ContextStore } from '../../src/index.ts';

interface Visitor {
  city: string;
  visits?: number;
  cart: { sku: string; amount: number }[];
}

export async function reads(store: ContextStore): Promise<void> {
  const session = store.session<Visitor>('demo');
  (await session.readAll()) satisfies Partial<Visitor>;
  (await session.readSome(['city', 'cart'])).cart satisfies Visitor['cart'] | undefined;
  (await session.readOne('visits')) satisfies number | undefined;
  (await store.session('demo').readOne('anything')) satisfies
    | string
    | number
    | boolean
    | object
    | null
    | undefined;
  // @ts-expect-error it may be absent
  (await session.readAll()).city satisfies string;
  // @ts-expect-error it was not asked for
  (await session.readSome(['city'])).cart;
}

export async function refuses(store: ContextStore): Promise<void> {
  const session = store.session<Visitor>('demo');
  // @ts-expect-error no such property
  await session.readOne('country');
  // @ts-expect-error the wrong type
  await session.save({ visits: 'many' });
  // @ts-expect-error a date is no JSON
  store.session<{ at: Date }>('demo');
  // @ts-expect-error nor is a date inside
  store.session<{ visits: { at: Date }[] }>('demo');
  // @ts-expect-error V2 has no namespaces
  await store.namespaces.list();
}
