package decode

import "testing"

// TestEndpointAllowed tries hosts of Amazon Connect and of this machine, and hosts that
// any customer of AWS can have.
func TestEndpointAllowed(t *testing.T) {
	t.Parallel()
	for endpoint, want := range map[string]bool{
		"": true,
		"https://connect.eu-west-2.amazonaws.com":                                  true,
		"https://connect.eu-west-2.amazonaws.com/":                                 true,
		"https://connect.eu-west-2.amazonaws.com:443":                              true,
		"https://connect-fips.us-gov-west-1.amazonaws.com":                         true,
		"https://connect.cn-north-1.amazonaws.com.cn":                              true,
		"https://connect.eu-west-2.api.aws":                                        true,
		"https://connect-fips.us-east-1.api.aws":                                   true,
		"https://vpce-0a1b2c-3d4e.connect.eu-west-2.vpce.amazonaws.com":            true,
		"https://vpce-0a1b2c-3d4e-eu-west-2a.connect.eu-west-2.vpce.amazonaws.com": true,
		"http://127.0.0.1:4510":                                                    true,
		"http://localhost:4510/":                                                   true,
		"http://[::1]:4510":                                                        true,
		"http://connect.eu-west-2.amazonaws.com":                                   false, // not encrypted
		"https://connect.eu-west-2.amazonaws.com:8443":                             false,
		"https://connect.eu-west-2.amazonaws.com.evil.example":                     false,
		"https://connect.eu-west-2.amazonaws.com/evil":                             false,
		"https://connect.eu-west-2.amazonaws.com@evil.example":                     false,
		"https://evil@connect.eu-west-2.amazonaws.com":                             false,
		"https://evil.example#.connect.eu-west-2.vpce.amazonaws.com":               false,
		"https://connect.amazonaws.com":                                            false,
		"https://a.connect.eu-west-2.amazonaws.com":                                false,
		"https://connect.s3.amazonaws.com":                                         false,
		"https://connect.evil-1.amazonaws.com":                                     false,
		"https://abc.execute-api.eu-west-2.amazonaws.com":                          false,
		"https://connect.execute-api.eu-west-2.amazonaws.com":                      false,
		"https://bucket.s3.amazonaws.com":                                          false,
		"https://connect.eu-west-2.s3.amazonaws.com":                               false,
		"https://s3.eu-west-2.amazonaws.com":                                       false,
		"https://ec2-1-2-3-4.eu-west-2.compute.amazonaws.com":                      false,
		"https://connect-1234.eu-west-2.elb.amazonaws.com":                         false,
		"https://connect.eu-west-2.elb.amazonaws.com":                              false,
		"https://vpce-0a1b.vpce-svc-0a1b.eu-west-2.vpce.amazonaws.com":             false,
		"https://vpce-0a1b.execute-api.eu-west-2.vpce.amazonaws.com":               false,
		"https://a.vpce-0a1b.connect.eu-west-2.vpce.amazonaws.com":                 false,
		"https://abc.lambda-url.eu-west-2.on.aws":                                  false,
		"http://127.0.0.1.evil.example:4510":                                       false,
		"http://127.0.0.1:4510/evil":                                               false,
		"http://10.0.0.1:4510":                                                     false,
		"https://connect.eu-west-2.amazonaws.com\n":                                false,
	} {
		if got := EndpointAllowed(endpoint); got != want {
			t.Errorf("EndpointAllowed(%q) = %t, want %t", endpoint, got, want)
		}
	}
}

// TestPathAllowed tries places of the embedded contact centre's file.
func TestPathAllowed(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]bool{
		"trial.db": true, "data/trial.db": true, "./trial.db": true, "data/../trial.db": true, "..trial.db": true,
		"../victim.db": false, "data/../../victim.db": false, "..": false, "/tmp/victim.db": false, `..\victim.db`: false, `C:\victim.db`: false, ".": false, "data/..": false,
	} {
		if got := PathAllowed(path); got != want {
			t.Errorf("PathAllowed(%q) = %t, want %t", path, got, want)
		}
	}
}
