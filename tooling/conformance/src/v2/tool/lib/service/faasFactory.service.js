const { FaasService } = require('./faas.service.js');

let service;

exports.factory = {
  get: async () => {
    service ??= new FaasService();
    return service;
  },
};
