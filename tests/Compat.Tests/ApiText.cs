using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ServerlessTraining.Compat.Tests;

/// <summary>One line for one type or member: modifiers, nullability, defaults, accessors, constraints, visible attributes.</summary>
internal static class ApiText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(double)] = "double",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(void)] = "void",
    };

    public static string FullName(Type type) => (type.Namespace is null ? "" : type.Namespace + ".") + Name(type);

    public static string Head(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return $"public delegate {Signature(type.GetMethod("Invoke")!, Name(type))}";
        }

        bool record = type.GetMethod("<Clone>$") is not null
            || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null);
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } =>
                (type.GetCustomAttribute<IsReadOnlyAttribute>() is null ? "" : "readonly ") + (record ? "record struct" : "struct"),
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (record ? "record" : "class"),
        };
        List<string> bases = [];
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
        {
            bases.Add(Name(parent));
        }

        if (!type.IsEnum)
        {
            bases.AddRange(type.GetInterfaces().Select(Name).Order(StringComparer.Ordinal));
        }

        string list = bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
        return $"{Attributes(type)}public {kind} {Name(type)}{list}{Constraints(type.GetGenericArguments())}";
    }

    public static string Constructor(ConstructorInfo constructor) =>
        $"{Attributes(constructor)}{Access(constructor)} {(constructor.IsStatic ? "static " : "")}new({Parameters(constructor)})";

    public static string Field(FieldInfo field)
    {
        string kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        string value = field.IsLiteral ? " = " + Literal(field.GetRawConstantValue(), field.FieldType) : "";
        string type = Annotated(new NullabilityInfoContext().Create(field));
        return $"{Attributes(field)}{(field.IsPublic ? "public" : "protected")} {kind}{type} {field.Name}{value}";
    }

    public static string Property(PropertyInfo property)
    {
        MethodInfo first = property.GetAccessors(nonPublic: true).OrderBy(accessor => accessor.IsPublic ? 0 : 1).First();
        NullabilityInfo nullability = new NullabilityInfoContext().Create(property);
        string accessors = Accessor(property.GetMethod, first, "get")
            + Accessor(property.SetMethod, first, IsInit(property) ? "init" : "set");
        string type = Annotated(nullability, written: property.GetMethod is null);
        return $"{Attributes(property)}{Access(first)} {Modifiers(first)}{type} {property.Name} {{{accessors} }}";
    }

    public static string Method(MethodInfo method) =>
        $"{Attributes(method)}{ReturnAttributes(method)}{Access(method)} {Modifiers(method)}{Signature(method, method.Name)}";

    public static string Attributes(MemberInfo member)
    {
        List<string> texts = [];
        if (member.GetCustomAttribute<ObsoleteAttribute>(inherit: false) is { } obsolete)
        {
            texts.Add($"[Obsolete({Literal(obsolete.Message, typeof(string))})] ");
        }

        if (member.GetCustomAttribute<EditorBrowsableAttribute>(inherit: false) is { } browsable)
        {
            texts.Add($"[EditorBrowsable({browsable.State})] ");
        }

        if (member.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } usage)
        {
            texts.Add($"[AttributeUsage({usage.ValidOn}, AllowMultiple={usage.AllowMultiple}, Inherited={usage.Inherited})] ");
        }

        texts.AddRange(member.GetCustomAttributes<MemberNotNullWhenAttribute>(inherit: false)
            .SelectMany(attribute => attribute.Members.Select(name => $"[MemberNotNullWhen({attribute.ReturnValue}, {name})] "))
            .Order(StringComparer.Ordinal));
        return string.Concat(texts);
    }

    private static string ReturnAttributes(MethodInfo method) =>
        method.ReturnParameter.GetCustomAttribute<NotNullIfNotNullAttribute>() is { } attribute
            ? $"[return: NotNullIfNotNull({attribute.ParameterName})] "
            : "";

    private static string Signature(MethodInfo method, string name)
    {
        Type[] generics = method.IsGenericMethodDefinition ? method.GetGenericArguments() : [];
        string list = generics.Length == 0 ? "" : $"<{string.Join(", ", generics.Select(g => g.Name))}>";
        string result = Annotated(new NullabilityInfoContext().Create(method.ReturnParameter));
        return $"{result} {name}{list}({Parameters(method)}){Constraints(generics)}";
    }

    private static string Parameters(MethodBase method)
    {
        bool extension = method.IsDefined(typeof(ExtensionAttribute), inherit: false);
        return string.Join(", ", method.GetParameters().Select((p, i) => (extension && i == 0 ? "this " : "") + Parameter(p)));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        NullabilityInfo nullability = new NullabilityInfoContext().Create(parameter);
        string way = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "";
        string prefix = parameter.GetCustomAttribute<NotNullWhenAttribute>() is { } when ? $"[NotNullWhen({when.ReturnValue})] " : "";
        prefix += parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) ? "params " : "";
        string value = parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue, parameter.ParameterType) : "";
        return $"{prefix}{way}{Annotated(nullability, written: !parameter.IsOut)} {parameter.Name}{value}";
    }

    private static string Literal(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    private static string Annotated(NullabilityInfo info, bool written = false)
    {
        Type type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        NullabilityState state = written ? info.WriteState : info.ReadState;
        string mark = state switch
        {
            NullabilityState.Nullable when Nullable.GetUnderlyingType(type) is null => "?",
            NullabilityState.Unknown when !type.IsValueType => "~",
            _ => "",
        };
        if (type.IsArray)
        {
            return $"{(info.ElementType is null ? Name(type.GetElementType()!) : Annotated(info.ElementType))}[]{mark}";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        return type.IsGenericType && info.GenericTypeArguments.Length > 0
            ? $"{Bare(type)}<{string.Join(", ", info.GenericTypeArguments.Select(argument => Annotated(argument)))}>{mark}"
            : Name(type) + mark;
    }

    private static string Name(Type type) => type switch
    {
        _ when Keywords.TryGetValue(type, out string? keyword) => keyword,
        { IsArray: true } => Name(type.GetElementType()!) + "[]",
        _ when Nullable.GetUnderlyingType(type) is { } underlying => Name(underlying) + "?",
        { IsGenericType: true } => $"{Bare(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ => type.Name,
    };

    private static string Bare(Type type) => type.Name.Split('`')[0];

    private static string Constraints(Type[] generics) => string.Concat(generics.Select(Constraint));

    private static string Constraint(Type generic)
    {
        GenericParameterAttributes flags = generic.GenericParameterAttributes;
        List<string> rules = [];
        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            rules.Add("struct");
        }
        else if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            rules.Add("class");
        }

        rules.AddRange(generic.GetGenericParameterConstraints().Where(c => c != typeof(ValueType)).Select(Name));
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !rules.Contains("struct", StringComparer.Ordinal))
        {
            rules.Add("new()");
        }

        if (rules.Count == 0 && NullableFlag(generic) == 1)
        {
            rules.Add("notnull");
        }

        return rules.Count == 0 ? "" : $" where {generic.Name} : {string.Join(", ", rules)}";
    }

    // The compiler writes `notnull` as a nullable flag of 1 on the parameter, or on what encloses it.
    private static byte NullableFlag(Type generic)
    {
        MemberInfo? owner = (MemberInfo?)generic.DeclaringMethod ?? generic.DeclaringType;
        return Flag(generic.CustomAttributes, "NullableAttribute")
            ?? Flag(owner!.CustomAttributes, "NullableContextAttribute")
            ?? Flag(owner.DeclaringType?.CustomAttributes ?? [], "NullableContextAttribute")
            ?? 0;

        static byte? Flag(IEnumerable<CustomAttributeData> attributes, string name) =>
            attributes.FirstOrDefault(a => string.Equals(a.AttributeType.Name, name, StringComparison.Ordinal))
                ?.ConstructorArguments[0].Value as byte?;
    }

    private static bool IsInit(PropertyInfo property) =>
        property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers()
            .Any(modifier => string.Equals(modifier.Name, nameof(IsExternalInit), StringComparison.Ordinal)) == true;

    private static string Accessor(MethodInfo? accessor, MethodInfo first, string word) => accessor switch
    {
        null => "",
        { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true } =>
            (string.Equals(Access(accessor), Access(first), StringComparison.Ordinal) ? " " : $" {Access(accessor)} ") + word + ";",
        _ => "",
    };

    private static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static string Modifiers(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface)
        {
            return "";
        }

        bool overrides = method.GetBaseDefinition() != method;
        return (method.IsStatic ? "static " : "") + (method.IsAbstract, overrides, method.IsVirtual, method.IsFinal) switch
        {
            (true, true, _, _) => "abstract override ",
            (true, _, _, _) => "abstract ",
            (_, true, _, true) => "sealed override ",
            (_, true, _, _) => "override ",
            (_, _, true, false) => "virtual ",
            _ => "",
        };
    }
}
