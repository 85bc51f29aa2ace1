/** The parts of the toolbelts that we use. The packages exist only on the platform. */
declare module 'lp-faas-toolbelt' {
  export const Toolbelt: {
    HTTPClient(): (url: string, options: Record<string, unknown>) => Promise<unknown>;
    SecretClient(): {
      readSecret(key: string): Promise<{ value: unknown }>;
      updateSecret(entry: { key: string; value: unknown }): Promise<unknown>;
    };
  };
}

declare module 'core-functions-toolbelt' {
  export const Toolbelt: {
    SecretClient(): {
      readSecret(
        key: string,
        options?: { useCache?: boolean; timeout?: number },
      ): Promise<{ value: unknown }>;
      updateSecret(entry: { key: string; value: unknown }): Promise<unknown>;
    };
  };
}
