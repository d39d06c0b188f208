/* Distance on the ground, and the tool that measures it. */
(function () {
  "use strict";

  /* GRS80/WGS84 ellipsoid, local radii at the mean latitude: within 0.01 % below 100 km. */
  const A = 6378137;
  const E2 = 0.00669438;
  function distanceM(from, to) {
    const radians = Math.PI / 180;
    const latitude = ((from.lat + to.lat) / 2) * radians;
    const w = 1 - E2 * Math.sin(latitude) ** 2;
    const north = ((A * (1 - E2)) / Math.pow(w, 1.5)) * (to.lat - from.lat) * radians;
    const east = (A / Math.sqrt(w)) * Math.cos(latitude) * (to.lng - from.lng) * radians;
    return Math.hypot(north, east);
  }

  function lengthText(metres, text, number) {
    const isKm = metres >= 1000;
    const value = isKm ? number(metres / 1000, metres % 1000 === 0 || metres >= 100000 ? 0 : 1) : number(metres, 0);
    return (isKm ? text("km") : text("metre")).replace("{value}", () => value);
  }

  class MeasureTool {
    constructor(map, describe) {
      Object.assign(this, { map, describe, points: [], isOn: false });
      const pane = map.createPane("measure");
      pane.style.zIndex = 630;
      this.line = L.polyline([], { pane: "measure", renderer: L.svg({ pane: "measure" }), interactive: false, className: "dm-measure-line" });
      this.label = L.tooltip({ permanent: true, direction: "top", className: "dm-measure-label", pane: "measure" });
    }
    toggle(isOn) {
      this.isOn = isOn;
      this.points = [];
      this.map.getContainer().classList.toggle("dm-measuring", isOn);
      this.line.setLatLngs([]);
      this.label.remove();
      if (isOn) {
        this.line.addTo(this.map);
      } else {
        this.line.remove();
      }
    }
    add(latlng) {
      this.points.push(latlng);
      this.line.setLatLngs(this.points);
      const box = document.createElement("span");
      box.textContent = this.describe(this.totalM());
      this.label.setLatLng(latlng).setContent(box).addTo(this.map);
    }
    totalM() {
      return this.points.slice(1).reduce((sum, point, at) => sum + distanceM(this.points[at], point), 0);
    }
  }

  window.DrentsMeasure = { distanceM, lengthText, MeasureTool };
})();
