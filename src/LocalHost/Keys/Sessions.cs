using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessTraining.LocalHost.Keys;

/// <summary>Browsers that have signed in, and the links that let one do so. All in memory: a restart ends them.</summary>
public sealed class Sessions(TimeProvider clock)
{
    /// <summary>How long a link may wait to be followed.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(10);

    private const int Bytes = 32;

    // By hash: looking a token up tells nothing by its time.
    private readonly ConcurrentDictionary<string, DateTimeOffset> links = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> sessions = new(StringComparer.Ordinal);

    /// <summary>A token that lets one browser in, once.</summary>
    public string IssueLink()
    {
        string token = Random();
        links[Hash(token)] = clock.GetUtcNow() + LinkLife;
        return token;
    }

    /// <summary>The new session's id; null when the token is unknown, used or too old.</summary>
    internal string? Redeem(string token)
    {
        if (!links.TryRemove(Hash(token), out DateTimeOffset end) || clock.GetUtcNow() > end) return null;
        string session = Random();
        sessions[Hash(session)] = true;
        return session;
    }

    internal bool Has(string session) => sessions.ContainsKey(Hash(session));

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
