package main

import (
	"net"
	"net/http"
	"strings"
)

// onlyThisMachine answers requests for the names of this machine, and refuses all others
// with 421 (Misdirected Request). Only programs on this machine can connect to the
// simulator, but a browser is one of them: a web page at evil.example could let that name
// point to 127.0.0.1, and then read the instance or end the simulator. The Host of its
// requests is still evil.example.
func onlyThisMachine(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isThisMachine(r.Host) {
			http.Error(w, "The simulator answers requests for 127.0.0.1, [::1] or localhost only.", http.StatusMisdirectedRequest)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// isThisMachine reports whether the Host of a request, which may have a port, is a
// loopback address or localhost.
func isThisMachine(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	} else if inner, ok := strings.CutPrefix(host, "["); ok {
		host = strings.TrimSuffix(inner, "]")
	}
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}
