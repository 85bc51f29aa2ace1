/** The platform's secret storage, as it is: values arrive as string, number or JSON. */
export interface SecretStorage {
  /**
   * @param fresh bypasses V2's cache, which serves values up to five minutes old
   * @returns the value, without the `{ key, value }` around it
   * @throws what the toolbelt throws
   */
  read(name: string, fresh: boolean): Promise<unknown>;
  /** Replaces the value of a secret that exists. Neither toolbelt can create one. */
  update(name: string, value: unknown): Promise<unknown>;
}
