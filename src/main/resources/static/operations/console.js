// Keeps the live parts of a page quiet: a part that did not change is left alone (no flicker, nothing for a screen reader to read again), a page that nobody looks at
// does not ask, and the footer says when what is shown is old.
(function () {
  'use strict';
  var shown = {};

  document.addEventListener('htmx:configRequest', function (event) {
    if (document.hidden && event.detail.verb === 'get') {
      event.preventDefault();
    }
  });

  document.addEventListener('htmx:beforeSwap', function (event) {
    if (event.detail.xhr.status !== 200) {
      return;
    }
    var id = event.detail.target.id;
    var text = event.detail.serverResponse;
    stale(false);
    if (shown[id] === text) {
      event.detail.shouldSwap = false;
    }
    shown[id] = text;
  });

  // What is folded out stays so.
  document.addEventListener('htmx:beforeSwap', function (event) {
    event.detail.target.querySelectorAll('details[open][id]').forEach(function (details) {
      open.add(details.id);
    });
  });
  var open = new Set();
  document.addEventListener('htmx:afterSwap', function (event) {
    var part = document.getElementById(event.detail.target.id);
    if (part) {
      part.querySelectorAll('details[id]').forEach(function (details) {
        details.open = open.has(details.id);
      });
    }
    open.clear();
  });

  document.addEventListener('htmx:responseError', function () { stale(true); });
  document.addEventListener('htmx:sendError', function () { stale(true); });
  document.addEventListener('htmx:timeout', function () { stale(true); });

  function stale(isOld) {
    document.getElementById('stale').hidden = !isOld;
  }
})();
