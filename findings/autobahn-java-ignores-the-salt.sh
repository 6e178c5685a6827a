#!/usr/bin/env bash
# autobahn-java 20.6.1 (Maven Central): with salted WAMP-CRA it signs with the password, and not with the derived key.
#
# A router that stores only a key derived from the password sends its salt, the iterations and the length of the key in
# CHALLENGE. The client has to derive the same key from the password by PBKDF2, and to sign with that key. Autobahn|JS,
# Autobahn|Python, wampy, Nexus and xconn-go do. autobahn-java reads only the text to be signed, so its login is refused
# by every router that stores salted secrets, as if the password were wrong.
#
# Expected: the signature with the derived key.
#
# Seen with OpenJDK 17:
#
#     signed with the derived key: false
#     signed with the password:    true
#
# Needs a JDK and Maven. Ends with 0 if this is still so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.crossbar.autobahn</groupId><artifactId>autobahn-java</artifactId><version>20.6.1</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=jars

cat >Finding.java <<'JAVA'
import io.crossbar.autobahn.wamp.auth.ChallengeResponseAuth;
import io.crossbar.autobahn.wamp.types.Challenge;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

class Finding {
    static final String PASSWORD = "secret of peter";
    static final String TEXT = "{\"authid\":\"peter\"}";
    static final String SALT = "0c0ada23d9d4aa2f597a0506cc4a3199";
    static final int ITERATIONS = 1000;
    static final int LENGTH = 32;

    public static void main(String[] args) throws Exception {
        Map<String, Object> extra =
                Map.of("challenge", TEXT, "salt", SALT, "iterations", ITERATIONS, "keylen", LENGTH);
        String signature = new ChallengeResponseAuth("peter", PASSWORD)
                .onChallenge(null, new Challenge("wampcra", extra)).get().signature;
        PBEKeySpec spec = new PBEKeySpec(PASSWORD.toCharArray(), bytes(SALT), ITERATIONS, 8 * LENGTH);
        byte[] derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
        boolean isSalted = signature.equals(sign(Base64.getEncoder().encodeToString(derived)));
        boolean isPlain = signature.equals(sign(PASSWORD));
        System.out.println("signed with the derived key: " + isSalted);
        System.out.println("signed with the password:    " + isPlain);
        System.exit(!isSalted && isPlain ? 0 : 1);
    }

    static String sign(String key) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(bytes(TEXT)));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
JAVA
javac -cp 'jars/*' Finding.java
java -cp "jars/*:." Finding
