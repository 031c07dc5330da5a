// Stands in for HubSpot's serializer, which loads every model; our requests have the wire's own names already.
module.exports = {
  ObjectSerializer: {
    serialize: (data) => data,
    stringify: (data) => JSON.stringify(data),
    getPreferredMediaType: ([mediaType]) => mediaType,
  },
};
