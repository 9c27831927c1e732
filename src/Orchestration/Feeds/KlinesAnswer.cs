using System.Net;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>What an exchange answered.</summary>
/// <param name="RetryAfter">How long it asks to be left alone; null where it does not say.</param>
/// <param name="UsedWeight">Of this minute; null where it does not say.</param>
/// <param name="RedirectHost">Where it sends the caller; null where it does not.</param>
internal sealed record KlinesAnswer(int Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter, int? UsedWeight, string? RedirectHost)
{
    // What exchanges answer where a caller did not heed 429.
    private const int Banned = 418;

    public bool IsGood => Status is >= 200 and < 300;

    public bool IsRateLimit => Status is (int)HttpStatusCode.TooManyRequests or Banned;

    /// <summary>The two server errors that are left out say that the server will never do it.</summary>
    public bool IsServersFault => Status is 408 or (>= 500 and not (501 or 505));
}
