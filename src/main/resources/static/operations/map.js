// The map on tiles: the same as in the list beside it, which the server keeps fresh. Its items tell place and sign; their links and words become the marks.
(function () {
  "use strict";
  var element = document.getElementById("city-tiles");
  if (!element || typeof L === "undefined") {
    return;
  }
  var map = L.map(element, {zoomControl: false});
  L.control.zoom({zoomInTitle: element.dataset.zoomIn, zoomOutTitle: element.dataset.zoomOut}).addTo(map);
  map.attributionControl.setPrefix("Leaflet");
  L.tileLayer(element.dataset.tiles, {attribution: escaped(element.dataset.attribution), maxZoom: 19}).addTo(map);
  var marks = L.layerGroup().addTo(map);
  var shown = false;

  // Leaflet takes the attribution as HTML.
  function escaped(text) {
    var holder = document.createElement("span");
    holder.textContent = text || "";
    return holder.innerHTML;
  }

  function place(text) {
    return text.split(",").map(Number);
  }

  // A courier at a cabinet or a scooter stands beside it, on his way, so that both are seen; pixels.
  function anchor(item) {
    var beside = {at_scooter: -20, at_return: -20, to_scooter: 0, to_return: 0}[item.dataset.leg];
    beside = beside === undefined ? 20 : beside;
    var turn = Number(item.dataset.turn) * Math.PI / 180;
    return [14 - Math.sin(turn) * beside, 14 + Math.cos(turn) * beside];
  }

  function draw() {
    marks.clearLayers();
    var bounds = [];
    document.querySelectorAll("#city-list li[data-lat]").forEach(function (item) {
      var at = [Number(item.dataset.lat), Number(item.dataset.lon)];
      var link = item.querySelector("a");
      var sign = item.querySelector("svg.sign").cloneNode(true);
      var words = item.textContent.replace(/\s+/g, " ").trim();
      if (item.dataset.attention) {
        var ring = document.createElementNS("http://www.w3.org/2000/svg", "use");
        ring.setAttribute("href", "#sign-attention");
        sign.appendChild(ring);
      }
      if (item.dataset.from) {
        sign.firstElementChild.setAttribute("transform", "rotate(" + item.dataset.turn + ")");
        L.polyline([place(item.dataset.from), place(item.dataset.to)], {className: "map-path", interactive: false}).addTo(marks);
      }
      L.marker(at, {icon: L.divIcon({className: "tile-sign", html: sign, iconSize: [28, 28], iconAnchor: item.dataset.from ? anchor(item) : [14, 14]}), title: words, alt: words, keyboard: false})
        .on("click", function () { window.location.assign(link.href); })
        .addTo(marks);
      bounds.push(at);
    });
    if (!shown && bounds.length > 0) {
      shown = true;
      map.fitBounds(bounds, {padding: [30, 30], maxZoom: 16});
    }
  }

  draw();
  document.body.addEventListener("htmx:afterSwap", draw);
}());
