using System.Text.Json.Serialization;

namespace ServerlessTraining.Storage.Feeds;

/// <summary>How a pull of a feed ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FeedOutcome>))]
public enum FeedOutcome
{
    /// <summary>All that there was is there now.</summary>
    [JsonStringEnumMemberName("pulled")]
    Pulled,

    /// <summary>The source asked to be left alone for a while; what came before that is kept.</summary>
    [JsonStringEnumMemberName("rate_limited")]
    RateLimited,

    /// <summary>It ended with an error; what came before that is kept.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
