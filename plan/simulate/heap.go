package simulate

// An event says that something happens to an agent or a line.
type event struct {
	at      float64
	who     int32
	channel int32
}

// before reports whether the event comes first. Of two at the same time it is the one with the
// lower number, so that the order never depends on the heap.
func (e event) before(o event) bool {
	return e.at < o.at || e.at == o.at && (e.who < o.who || e.who == o.who && e.channel < o.channel)
}

// A heap has the earliest event first. It is container/heap without interfaces, which are slow.
type heap struct{ list []event }

func (h *heap) push(e event) {
	h.list = append(h.list, e)
	for i := len(h.list) - 1; i > 0; {
		parent := (i - 1) / 2
		if !h.list[i].before(h.list[parent]) {
			return
		}
		h.list[i], h.list[parent] = h.list[parent], h.list[i]
		i = parent
	}
}

// pop removes the earliest event and returns it.
func (h *heap) pop() event {
	first := h.list[0]
	last := len(h.list) - 1
	h.list[0] = h.list[last]
	h.list = h.list[:last]
	h.down(0)
	return first
}

// down moves the event at the position to where it belongs, if its time grew.
func (h *heap) down(i int) {
	for {
		child := 2*i + 1
		if child >= len(h.list) {
			return
		}
		if right := child + 1; right < len(h.list) && h.list[right].before(h.list[child]) {
			child = right
		}
		if !h.list[child].before(h.list[i]) {
			return
		}
		h.list[i], h.list[child] = h.list[child], h.list[i]
		i = child
	}
}
