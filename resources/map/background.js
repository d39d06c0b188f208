/* The background under the schematic map: tiles that the window fetches, with a switch in the panel of layers. */
(function () {
  "use strict";
  const { element } = window.DrentsControls;
  const PANE = "background";
  /* Over the bare land, under all that is drawn of the workspace. */
  const LEVEL = 206;
  const SIDE = 256;
  /* From here on a photograph is drawn from the next level at half its size. A map is not: its words would shrink. */
  const FINE = 1.5;
  const DARK = { photo: "brightness(.72)", map: "invert(.87) hue-rotate(180deg)" };
  const LOOK_MS = 100;

  const Tiles = L.TileLayer.extend({
    _initTile(tile) {
      L.TileLayer.prototype._initTile.call(this, tile);
      const { x, y } = this.getTileSize();
      Object.assign(tile.style, { width: x + 1 + "px", height: y + 1 + "px" });
    },
  });

  class Background {
    constructor(owner) {
      Object.assign(this, { owner, message: null, grid: null, isReached: true, attempt: 0, isCovered: false });
      this.pane = owner.map.createPane(PANE);
      Object.assign(this.pane.style, { zIndex: LEVEL, pointerEvents: "none" });
      this.group = element("div", "dm-layers-background");
      this.group.setAttribute("role", "radiogroup");
      this.group.hidden = true;
      this.title = element("span", "dm-layers-part", element("div", "dm-layer-line", this.group));
      this.slider = null;
      this.choices = element("div", "dm-background-choices", this.group);
      this.said = element("p", "dm-background-said", this.group);
      owner.layerPanel.onSites.before(this.group);
      this.note = element("div", "dm-background-note");
      this.note.setAttribute("role", "status");
      this.note.hidden = true;
    }

    /* Whose it is, and that it was changed, as the licence asks. */
    get details() {
      const { details } = this.message || {};
      return this.isRecoloured ? details + "; " + this.owner.text("background.recoloured") : details;
    }

    get isOn() {
      return Boolean(this.grid);
    }

    /* --- what the window says ------------------------------------------------------------ */

    set(message) {
      const before = this.message;
      this.message = message;
      if (!before || before.kind !== message.kind) {
        this.isReached = true;
        this.reason = "";
        this._lay();
      }
      this.setTexts();
      this.setTheme();
    }

    tell(message) {
      this.isReached = message.is_reached;
      this.reason = message.reason;
      if (message.attempt > this.attempt) {
        /* What is there stays; the others are asked for once more. */
        this._tiles().filter((tile) => !isThere(tile)).forEach((tile) => { tile.el.src = this.grid.getTileUrl(tile.coords); });
      }
      this.attempt = message.attempt;
      this._update();
    }

    /* --- tiles ------------------------------------------------------------------------------ */

    _lay() {
      if (this.grid) {
        this.grid.off();
        this.grid.remove();
      }
      this.grid = null;
      this.isCovered = false;
      if (this.message.url) {
        this.grid = this._layer().addTo(this.owner.map);
        this.grid.on("tileload tileerror load", () => this._update());
      }
      this._update();
    }

    _layer() {
      const [least, most] = this.message.zooms;
      const finer = this.message.is_photo && window.devicePixelRatio >= FINE ? 1 : 0;
      return new Tiles(this.message.url, {
        pane: PANE, tileSize: SIDE / (1 + finer), zoomOffset: finer, minNativeZoom: Math.max(least - finer, 0),
        maxNativeZoom: most - finer, minZoom: 0, maxZoom: 30, keepBuffer: 1, updateWhenIdle: false,
        bounds: [[50.5, 3.25], [54, 7.6]],
      });
    }

    _tiles() {
      return Object.values(this.grid ? this.grid._tiles : {}).filter((tile) => tile.current);
    }

    /* Settled: each tile in view came, or will not come. */
    async settled(patienceMs) {
      const end = performance.now() + patienceMs;
      while (this.grid && this.grid.isLoading() && performance.now() < end) {
        await new Promise((done) => setTimeout(done, LOOK_MS));
      }
      this._update();
    }

    /* --- what is seen ------------------------------------------------------------------------ */

    setTheme() {
      const isDark = this.owner.theme && this.owner.theme.name === "dark";
      this.isRecoloured = Boolean(isDark && this.grid);
      this.pane.style.filter = this.isRecoloured ? DARK[this.message.is_photo ? "photo" : "map"] : "";
      this.owner.showSources();
    }

    setTexts() {
      const { text } = this.owner;
      if (!this.message || !this.owner.labels.title) {
        return;
      }
      this.group.hidden = false;
      this.title.textContent = text("layer.background");
      this.group.setAttribute("aria-label", this.title.textContent);
      const focused = this.choices.contains(document.activeElement);
      this.choices.replaceChildren(...this.message.choices.map((kind) => this._choice(kind)));
      if (this.slider) {
        this.slider.remove();
      }
      this.slider = element("span", "dm-background-opacity", this.title.parentNode);
      const { slider, tell } = this.owner.layerPanel.sliderOf("background", this.slider);
      Object.assign(this, { range: slider, tellRange: tell });
      if (focused) {
        this.choices.querySelector("input:checked").focus();
      }
      this._update();
    }

    _choice(kind) {
      const row = element("label", "dm-layers-row");
      const button = element("input", "", row);
      button.type = "radio";
      button.name = "dm-background";
      button.checked = kind === this.message.kind;
      button.dataset.key = "background-" + kind;
      button.addEventListener("change", () => this.owner.send({ type: "background", kind }));
      element("span", "dm-layer-name", row, this.owner.text("background." + kind));
      return row;
    }

    /* The strength was chosen here, or taken back to what it is by itself. */
    sync(opacity) {
      this.pane.style.opacity = opacity === 100 ? "" : opacity / 100;
      if (this.range) {
        this.range.value = opacity;
        this.range.disabled = !this.isOn;
        this.tellRange();
      }
    }

    _update() {
      const tiles = this._tiles();
      const there = tiles.filter(isThere).length;
      const isSettled = !this.grid || !this.grid.isLoading();
      const covers = there > 0 && 2 * there >= tiles.length;
      /* While the next level is on its way, what covers stays. */
      this._cover(Boolean(this.grid) && (covers || (this.isCovered && !isSettled)));
      const missing = tiles.length - there;
      const isLost = Boolean(this.grid) && ((!this.isReached && missing > 0) || (isSettled && tiles.length > 0 && !there));
      this._say(isLost);
      if (this.range) {
        this.range.disabled = !this.isOn;
      }
    }

    _cover(isCovered) {
      const hasNames = isCovered && !this.message.is_photo;
      const { classList } = this.owner.map.getContainer();
      classList.toggle("dm-on-background", isCovered);
      classList.toggle("dm-on-photo", isCovered && this.message.is_photo);
      if (isCovered !== this.isCovered || hasNames !== this.owner.annotations.isNamedBelow) {
        this.isCovered = isCovered;
        this.owner.annotations.isNamedBelow = hasNames;
        this.owner.annotations.layout();
      }
    }

    _say(isLost) {
      const { text } = this.owner;
      if (!this.owner.labels.title) {
        return;
      }
      const said = !this.isOn ? [] : [text("background.privacy"), this.isCovered ? text("background.ground") : ""];
      this.said.textContent = said.filter(Boolean).join(" ");
      this.said.hidden = !this.isOn;
      this.note.title = isLost ? this.reason || "" : "";
      const words = isLost ? text("background.unreachable") : "";
      if (this.note.textContent !== words || this.note.hidden === isLost) {
        this.note.textContent = words;
        this.note.hidden = !isLost;
        this.owner.showSources();
      }
    }
  }

  function isThere(tile) {
    return tile.el.classList.contains("leaflet-tile-loaded");
  }

  window.DrentsBackground = { Background };
})();
