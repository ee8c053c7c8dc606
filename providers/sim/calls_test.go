package sim

import "testing"

// A log keeps the last calls, however many there were, without their requests.
func TestCallLog(t *testing.T) {
	t.Parallel()
	l := callLog{most: 3}
	for n := range 20 {
		all := l.all()
		if len(all) != min(n, 3) || n > 0 && all[len(all)-1].Status != n {
			t.Errorf("after %d calls there are %v", n, all)
		}
		for i := range all {
			if all[i].Status != n-len(all)+1+i || all[i].Request != nil {
				t.Errorf("after %d calls there are %v", n, all)
			}
		}
		l.add(Call{Status: n + 1, Request: []byte("{}")})
	}
	none := callLog{}
	none.add(Call{})
	if len(none.all()) != 0 {
		t.Error("a log of no calls has one")
	}
}
