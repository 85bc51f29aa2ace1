const { readLogin } = require('../service/login.js');

exports.LoginController = class {
  /** A login by token is taken as it is, as the vendor does. */
  async isUserLoggedIn() {
    return Boolean(readLogin().token);
  }
};
