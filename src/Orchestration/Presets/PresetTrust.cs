namespace ServerlessTraining.Orchestration.Presets;

/// <summary>What is known of who made a file.</summary>
public enum PresetTrust
{
    /// <summary>It is not signed.</summary>
    None,

    /// <summary>The signature is right, but its key is none of the trusted ones: anybody may have made it.</summary>
    Unknown,

    /// <summary>Signed with a key of Presets__TrustedKeys.</summary>
    Trusted,
}
