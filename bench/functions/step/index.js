exports.handler = async (event, context) => ({ ...event, step: event.step + 1 });
