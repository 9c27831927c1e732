using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace ServerlessTraining.Orchestration.Dashboard;

/// <summary>What each host sends with the page: nothing of another site may run, frame, sniff or learn anything here, and no script or style stands in the page itself.</summary>
public static partial class PageHeaders
{
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string Forever = "public, max-age=31536000, immutable";
    private const string AskEachTime = "no-cache";

    /// <summary>Where nobody said how long an answer may be kept, it may not.</summary>
    public static void Add(IHeaderDictionary headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
    }

    /// <summary>A file named by its content never changes; of all others a rebuilt page must not meet the old ones.</summary>
    /// <param name="name">From the folder of the page, as `assets/index-DiwrgTda.js`.</param>
    public static string CacheControlOf(string name) => Hashed().IsMatch(name) ? Forever : AskEachTime;

    // As Vite names them: eight characters of base64url before the extension.
    [GeneratedRegex(@"^assets/.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hashed();
}
