// Stands in for the part of HubSpot's SDK that sends requests by Node's http; our transport sends them by fetch.
module.exports = {};
