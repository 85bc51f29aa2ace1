import type { ContextStoreV1, JsonObject } from '../../src/index.ts';
import { DONE, NOT_FOUND, PLACE, SESSION, type Step, V1_PATH, V2 } from './step.ts';

const session = (store: ContextStoreV1) => store.session('demo', SESSION);

const stored = (payload: JsonObject) => ({
  request: `GET ${V2}/12345/demo/%C3%9Cmlaut%2F1%20%3F`,
  status: 200,
  answer: { accountId: '12345', documentType: 'CONTEXT', payload },
});
const readSome = (names: string[], answer: object) => ({
  request: `POST ${V2}/properties`,
  body: { ...PLACE, filter: names.map((name) => `demo.${name}`) },
  status: 200,
  answer,
});
const patch = (body: JsonObject) => [{ request: `PATCH ${V1_PATH}`, body, status: 204 }];
const create = (payload: JsonObject) => [
  { request: `POST ${V2}/create`, body: { ...PLACE, ttlSeconds: 3600, payload }, status: 201, answer: DONE },
];

/** What both APIs do, each in its way. */
export const properties: Step[] = [
  {
    title: 'nothing is stored at first',
    call: (store) => session(store).readAll(),
    result: {},
    wire: {
      v1: [{ request: `GET ${V1_PATH}`, status: 404, answer: NOT_FOUND }],
      v2: [{ ...stored({}), status: 404, answer: NOT_FOUND }],
    },
  },
  {
    title: 'nor is there a part of it',
    call: (store) => session(store).readSome(['city']),
    result: {},
    wire: {
      v1: [{ request: `GET ${V1_PATH}`, status: 404, answer: NOT_FOUND }],
      v2: [{ ...readSome(['city'], NOT_FOUND), status: 404 }],
    },
  },
  {
    title: 'saves in one request',
    call: (store, ttl) =>
      session(store).save({ city: 'Köln', visits: 1, cart: [{ sku: 'a' }], 'a.b/c': null }, ttl),
    wire: {
      v1: patch({ city: 'Köln', visits: 1, cart: [{ sku: 'a' }], 'a.b/c': null }),
      v2: create({ city: 'Köln', visits: 1, cart: [{ sku: 'a' }], 'a.b/c': null }),
    },
  },
  {
    title: 'overwrites what is named, and keeps the rest',
    call: (store, ttl) => session(store).save({ visits: 2 }, ttl),
    wire: { v1: patch({ visits: 2 }), v2: create({ visits: 2 }) },
  },
  {
    title: 'sends nothing for nothing',
    call: async (store, ttl) => {
      await session(store).save({}, ttl);
      await session(store).deleteSome([]);
      return session(store).readSome([]);
    },
    result: {},
    wire: { v1: [], v2: [] },
  },
  {
    title: 'reads all in one request',
    call: (store) => session(store).readAll(),
    result: { city: 'Köln', visits: 2, cart: [{ sku: 'a' }], 'a.b/c': null },
    wire: {
      v1: [
        {
          request: `GET ${V1_PATH}`,
          status: 200,
          answer: { city: 'Köln', visits: 2, cart: [{ sku: 'a' }], 'a.b/c': null },
        },
      ],
      v2: [stored({ city: 'Köln', visits: 2, cart: [{ sku: 'a' }], 'a.b/c': null })],
    },
  },
  {
    title: 'reads some in one request, without those that are not there',
    call: (store) => session(store).readSome(['city', 'a.b/c', 'none', 'toString']),
    result: { city: 'Köln', 'a.b/c': null },
    wire: {
      v1: [
        {
          request: `GET ${V1_PATH}`,
          status: 200,
          answer: { city: 'Köln', visits: 2, cart: [], 'a.b/c': null },
        },
      ],
      v2: [readSome(['city', 'a.b/c', 'none', 'toString'], { 'demo.city': 'Köln', 'demo.a.b/c': null })],
    },
  },
  {
    title: 'reads one',
    call: (store) => session(store).readOne('cart'),
    result: [{ sku: 'a' }],
    wire: {
      v1: [{ request: `GET ${V1_PATH}/cart`, status: 200, answer: [{ sku: 'a' }] }],
      v2: [readSome(['cart'], { 'demo.cart': [{ sku: 'a' }] })],
    },
  },
  {
    title: 'reads one that is not there as undefined, whatever every object inherits',
    call: (store) => session(store).readOne('toString'),
    wire: {
      v1: [{ request: `GET ${V1_PATH}/toString`, status: 404, answer: NOT_FOUND }],
      v2: [readSome(['toString'], {})],
    },
  },
  {
    title: 'deletes one, whether or not it is there',
    call: async (store) => {
      await session(store).deleteOne('a.b/c');
      await session(store).deleteOne('none');
    },
    wire: {
      v1: [
        { request: `DELETE ${V1_PATH}/a.b%2Fc`, status: 204 },
        { request: `DELETE ${V1_PATH}/none`, status: 404, answer: NOT_FOUND },
      ],
      v2: [
        {
          request: `DELETE ${V2}/property/delete`,
          body: { ...PLACE, propertyToDelete: ['a.b/c'] },
          status: 200,
          answer: DONE,
        },
        {
          request: `DELETE ${V2}/property/delete`,
          body: { ...PLACE, propertyToDelete: ['none'] },
          status: 404,
          answer: NOT_FOUND,
        },
      ],
    },
  },
  {
    title: 'deletes some',
    call: (store) => session(store).deleteSome(['visits', 'cart']),
    wire: {
      v1: [
        { request: `DELETE ${V1_PATH}/visits`, status: 204 },
        { request: `DELETE ${V1_PATH}/cart`, status: 204 },
      ],
      v2: [
        {
          request: `DELETE ${V2}/property/delete`,
          body: { ...PLACE, propertyToDelete: ['visits', 'cart'] },
          status: 200,
          answer: DONE,
        },
      ],
    },
  },
  {
    title: 'keeps what was not deleted',
    call: (store) => session(store).readAll(),
    result: { city: 'Köln' },
    wire: {
      v1: [{ request: `GET ${V1_PATH}`, status: 200, answer: { city: 'Köln' } }],
      v2: [stored({ city: 'Köln' })],
    },
  },
];
