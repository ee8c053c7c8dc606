package sim_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/callwright/callwright/providers/sim"
)

// answeredAt asks the server something, and returns the time of the answer and how long
// it took.
func answeredAt(t *testing.T, s *sim.Server) (date time.Time, took time.Duration) {
	t.Helper()
	start := time.Now()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/instance", http.NoBody))
	date, err := http.ParseTime(w.Header().Get("Date"))
	if err != nil {
		t.Fatal(err)
	}
	return date, time.Since(start)
}

// TestClock lets the simulator's time pass ten times as fast, moved on by hand, and
// answers take their time in it.
func TestClock(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, err := sim.Open("", sim.Options{TimeScale: 10, Latency: 5 * time.Second, Console: true})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		first, took := answeredAt(t, s)
		if took != time.Second/2 {
			t.Errorf("an answer took %v, want half a second", took)
		}
		time.Sleep(time.Minute)
		second, _ := answeredAt(t, s)
		if got := second.Sub(first); got != 10*time.Minute+5*time.Second {
			t.Errorf("in a minute, %v passed", got)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/_callwright/clock?advance=1h", http.NoBody))
		if third, _ := answeredAt(t, s); w.Code != http.StatusOK || third.Sub(second) != time.Hour+5*time.Second {
			t.Errorf("moved on by an hour (%d): %v passed", w.Code, third.Sub(second))
		}
		for _, wrong := range []string{"", "-1h", "soon"} {
			w := httptest.NewRecorder()
			s.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/_callwright/clock?advance="+wrong, http.NoBody))
			if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "how far to move the clock on") {
				t.Errorf("advance=%s: %d %s", wrong, w.Code, w.Body)
			}
		}
	})
	for _, o := range []sim.Options{{TimeScale: -1}, {Latency: -1}} {
		if _, err := sim.Open("", o); err == nil {
			t.Errorf("Open() takes %+v", o)
		}
	}
}
