using System.Text.RegularExpressions;

namespace ServerlessTraining.Storage.Configuration;

/// <summary>Takes account keys, shared access signatures and function keys out of a text before anybody reads it.</summary>
public static partial class SecretRedactor
{
    private const string Hidden = "***";

    public static string Redact(string text) => Signature().Replace(Key().Replace(text, "${name}=" + Hidden), "${name}=" + Hidden);

    [GeneratedRegex("(?<name>AccountKey|SharedAccessSignature)\\s*=[^;\\r\\n]*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("(?<name>\\bsig|[?&]code)=[^&;\\s'\"]*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Signature();
}
