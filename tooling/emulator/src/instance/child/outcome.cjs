// What leaves a run: a JSON result, or an error as the platform reports it.

const RUNTIME_ERRORS = [TypeError, SyntaxError, ReferenceError];

/** A result as JSON. BigInt and circular values end the run, as on the platform. */
function toJson(result) {
  return JSON.stringify(result);
}

function describeError(error) {
  const isError = error instanceof Error;
  return {
    name: isError ? error.name : typeof error,
    message: isError ? error.message : String(error),
    code: error?.code,
    isError,
    stack: isError ? error.stack : undefined,
    handlerCode: RUNTIME_ERRORS.includes(error?.constructor)
      ? 'com.liveperson.faas.handler.runtime-exception'
      : 'com.liveperson.faas.handler.custom-failure',
  };
}

module.exports = { describeError, toJson };
